#include "batch/signals.h"

#include <signal.h>

enum { GOING, INTERRUPTED, STOPPED };

/* Signals belong to the whole program, so this is its one variable. */
static atomic_int state;

static const int asking[] = {SIGINT, SIGTERM};
enum { ASKING = sizeof asking / sizeof *asking };
static struct sigaction before[ASKING], before_waking;

static void on_signal(int signal)
{
    (void)signal;
    int going = GOING;
    atomic_compare_exchange_strong(&state, &going, INTERRUPTED);
}

static void on_waking(int signal)
{
    (void)signal;
}

static sigset_t all_asking(void)
{
    sigset_t set;
    sigemptyset(&set);
    for (size_t i = 0; i < ASKING; i++) sigaddset(&set, asking[i]);
    return set;
}

void signals_begin(void)
{
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND};
    struct sigaction waking = {.sa_handler = on_waking};
    atomic_store(&state, GOING);
    sigset_t set = all_asking();
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    for (size_t i = 0; i < ASKING; i++) {
        sigaction(asking[i], NULL, &before[i]);
        if (before[i].sa_handler != SIG_IGN) sigaction(asking[i], &action, NULL);
    }
    sigaction(SIGUSR1, &waking, &before_waking);
}

/* One that came too late to matter is forgotten: the run was about to end. */
void signals_end(void)
{
    sigset_t set = all_asking();
    for (size_t i = 0; i < ASKING; i++) signal(asking[i], SIG_IGN);
    pthread_sigmask(SIG_UNBLOCK, &set, NULL);
    for (size_t i = 0; i < ASKING; i++) sigaction(asking[i], &before[i], NULL);
    sigaction(SIGUSR1, &before_waking, NULL);
}

void signals_arrive_here(void)
{
    sigset_t set = all_asking();
    pthread_sigmask(SIG_UNBLOCK, &set, NULL);
}

bool signals_came(void)
{
    return atomic_load(&state) == INTERRUPTED;
}

void signals_stop(void)
{
    int going = GOING;
    atomic_compare_exchange_strong(&state, &going, STOPPED);
}

void signals_wake(pthread_t thread)
{
    pthread_kill(thread, SIGUSR1);
}

atomic_int *signals_stopped(void)
{
    return &state;
}
