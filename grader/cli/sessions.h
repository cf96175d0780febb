#ifndef GRADER_CLI_SESSIONS_H
#define GRADER_CLI_SESSIONS_H

/*
 * The saved interviews, for commands that look at all of them. A session's id is
 * its file below the folder, without ".jsonl".
 */

#include "cli/command.h"
#include "transcript/transcript.h"

/* A row for a command's table of options. */
#define DIR_OPTION {"dir", 'd', "FOLDER", "where the sessions are (default: grader/sessions in your data folder)"}

typedef struct {
    Text path, id;
    const Transcript *transcript; /* with its conduct; named by the id */
} SavedSession;

typedef struct {
    Text folder;
    SavedSession *items; /* in the order they were started; those that do not tell stand by their id */
    size_t count;
    size_t broken; /* which could not be read, each with a problem */
} SavedSessions;

/* What --dir says, or the data folder's; empty when neither is known. */
Text sessions_folder(const Context *context);

/* Read every session of the folder. No folder in the place where they are usually kept is no
   mistake: nobody has saved one yet. Anything but EXIT_FINE after one. */
ExitCode sessions_open(SavedSessions *sessions, const Context *context);

/* The file that a word of the command line names: the word itself, or the session with that id. */
Text sessions_path(const Context *context, Text word);

#endif
