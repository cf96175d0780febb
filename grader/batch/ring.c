#include "batch/ring.h"

#include <pthread.h>
#include <stdlib.h>

/* Counts of blocks since the beginning; a block's number is its count modulo the size. */
struct Ring {
    pthread_mutex_t lock;
    pthread_cond_t can_fill, can_grade, can_write;
    size_t size;
    size_t filled, taken, written;
    bool ended, stopped;
    bool *is_graded;
};

Ring *ring_open(size_t size)
{
    Ring *ring = calloc(1, sizeof *ring);
    if (!ring) abort();
    ring->size = size;
    ring->is_graded = calloc(size, sizeof *ring->is_graded);
    if (!ring->is_graded) abort();
    pthread_mutex_init(&ring->lock, NULL);
    pthread_cond_init(&ring->can_fill, NULL);
    pthread_cond_init(&ring->can_grade, NULL);
    pthread_cond_init(&ring->can_write, NULL);
    return ring;
}

void ring_close(Ring *ring)
{
    pthread_cond_destroy(&ring->can_write);
    pthread_cond_destroy(&ring->can_grade);
    pthread_cond_destroy(&ring->can_fill);
    pthread_mutex_destroy(&ring->lock);
    free(ring->is_graded);
    free(ring);
}

long ring_to_fill(Ring *ring)
{
    pthread_mutex_lock(&ring->lock);
    while (!ring->stopped && ring->filled == ring->written + ring->size)
        pthread_cond_wait(&ring->can_fill, &ring->lock);
    long block = ring->stopped ? RING_END : (long)(ring->filled % ring->size);
    pthread_mutex_unlock(&ring->lock);
    return block;
}

void ring_filled(Ring *ring)
{
    pthread_mutex_lock(&ring->lock);
    ring->filled++;
    pthread_cond_signal(&ring->can_grade);
    pthread_mutex_unlock(&ring->lock);
}

void ring_ends(Ring *ring)
{
    pthread_mutex_lock(&ring->lock);
    ring->ended = true;
    pthread_cond_broadcast(&ring->can_grade);
    pthread_cond_signal(&ring->can_write);
    pthread_mutex_unlock(&ring->lock);
}

long ring_to_grade(Ring *ring)
{
    pthread_mutex_lock(&ring->lock);
    while (!ring->stopped && !ring->ended && ring->taken == ring->filled)
        pthread_cond_wait(&ring->can_grade, &ring->lock);
    long block = ring->stopped || ring->taken == ring->filled ? RING_END : (long)(ring->taken++ % ring->size);
    pthread_mutex_unlock(&ring->lock);
    return block;
}

void ring_graded(Ring *ring, long block)
{
    pthread_mutex_lock(&ring->lock);
    ring->is_graded[block] = true;
    pthread_cond_signal(&ring->can_write);
    pthread_mutex_unlock(&ring->lock);
}

long ring_to_write(Ring *ring)
{
    pthread_mutex_lock(&ring->lock);
    size_t block = ring->written % ring->size;
    while (!ring->is_graded[block] && !(ring->ended && ring->written == ring->filled))
        pthread_cond_wait(&ring->can_write, &ring->lock);
    bool graded = ring->is_graded[block];
    pthread_mutex_unlock(&ring->lock);
    return graded ? (long)block : RING_END;
}

void ring_written(Ring *ring)
{
    pthread_mutex_lock(&ring->lock);
    ring->is_graded[ring->written++ % ring->size] = false;
    pthread_cond_signal(&ring->can_fill);
    pthread_mutex_unlock(&ring->lock);
}

void ring_stop(Ring *ring)
{
    pthread_mutex_lock(&ring->lock);
    ring->stopped = true;
    pthread_cond_broadcast(&ring->can_fill);
    pthread_cond_broadcast(&ring->can_grade);
    pthread_mutex_unlock(&ring->lock);
}
