#ifndef GRADER_BATCH_SIGNALS_H
#define GRADER_BATCH_SIGNALS_H

/*
 * SIGINT and SIGTERM ask a run to end: the thread that reads takes no more, what is
 * read is graded and written. A second one ends the program as it always does. Who
 * ignored them when the program began goes on ignoring them.
 */

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

/* In the first thread, before there are others: they get no signals. */
void signals_begin(void);
void signals_end(void);

/* In the one thread that is to get them. */
void signals_arrive_here(void);

/* Whether one came, as against signals_stop. */
bool signals_came(void);

/* Ask for an end as a signal would, and let a read return that waits in that thread. */
void signals_stop(void);
void signals_wake(pthread_t thread);

/* True once there is to be an end. */
atomic_int *signals_stopped(void);

#endif
