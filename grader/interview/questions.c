#include "interview/questions.h"

#include "interview/evidence.h"

/* Fitted, roughly, to the questions of tests/facts. */
enum {
    LEAST = 50,       /* what a fact must be asked for by */
    AHEAD = 10,       /* of every other fact */
    FURTHER = 60,     /* what one of several questions must ask for a fact by */
    BACK = 50,        /* more when it only speaks of what was named before */
    TURNED_BACK = 80, /* more for a wish for a decision: its object may well be a fact's word */
    UNKNOWN = 2,      /* times as much for what no prompt tells */
    MOST_CLAUSES = 8, /* a longer line is no list of questions */
};

/* Where the last sentence of a line begins. */
static size_t last_sentence(Text line)
{
    size_t start = 0;
    for (size_t i = 0; i + 1 < line.length; i++)
        if (sentence_ends(line, i)) start = i + 1;
    return start;
}

/* What a sentence is to the interviewer; of several the most counts. */
typedef enum {
    ASKS_NOTHING,
    ASKS_BEFORE, /* an afterthought: it leaves the question before it open */
    ASKS_MAYBE,  /* a guess, which asks when there is a fact to it */
    ASKS,
} Asking;

static Asking asking_of(Scanner *scanner, const Inquiry *inquiry, Text sentence)
{
    if (text_ends_with(sentence, TEXT("?"))) return ASKS;
    if (!scanner_scan(scanner, sentence)) return ASKS_NOTHING;
    if (scanner_found(scanner, inquiry->requests) || scanner_found(scanner, inquiry->frames)) return ASKS;
    if (scanner_found(scanner, inquiry->guesses)) return ASKS_MAYBE;
    return scanner_found(scanner, inquiry->afterthoughts) ? ASKS_BEFORE : ASKS_NOTHING;
}

/* The questions that end a line, without the statements before them; empty when it
   ends otherwise. Questions on the way are the candidate's own thoughts. */
static Text open_questions(Scanner *scanner, const Rubric *rubric, Text line, Asking *asking)
{
    size_t start = line.length;
    *asking = ASKS_NOTHING;
    while (start > 0) {
        Text before = text_trim(text_slice(line, 0, start));
        size_t sentence = last_sentence(before);
        Text last = text_trim(text_slice(before, sentence, before.length));
        Asking this = asking_of(scanner, &rubric->inquiry, last);
        if (this == ASKS_NOTHING || (this < ASKS && *asking == ASKS)) break;
        if (this > *asking) *asking = this;
        start = sentence;
    }
    return text_slice(line, *asking > ASKS_BEFORE ? start : line.length, line.length);
}

/* The same with the sentence before, which may say what "it" is. */
static Text with_preamble(Text line, Text questions)
{
    Text before = text_trim(text_slice(line, 0, (size_t)(questions.at - line.at)));
    return text_slice(line, last_sentence(before), line.length);
}

static bool is_told(const Reply *reply, size_t fact)
{
    for (size_t i = 0; i < reply->count; i++)
        if (reply->facts[i] == fact) return true;
    return false;
}

/* A fact is told when it is asked for more strongly than a decision or the unknown. */
static ReplyKind kind_of(Question *question, Best best, int clause)
{
    const Inquiry *inquiry = &question->rubric->inquiry;
    int turned_back = question_weigh(question, inquiry->turned_back, clause);
    int unknown = UNKNOWN * question_weigh(question, inquiry->unknown, clause);
    if (turned_back) turned_back += TURNED_BACK;
    if (turned_back && turned_back > best.weight && turned_back >= unknown) return REPLY_TURNED_BACK;
    return unknown && unknown > best.weight ? REPLY_UNKNOWN : REPLY_FACTS;
}

static bool is_sure(Best best, int least)
{
    return best.weight >= least && best.ahead >= AHEAD;
}

/* One of several questions in a line may ask for one fact more, or for a decision. */
static void answer_clause(Question *question, int clause, Reply *reply)
{
    bool back = clause > question->first_clause && question_refers_back(question, clause);
    Best best = question_best(question, clause);
    ReplyKind kind = kind_of(question, best, clause);
    if (kind == REPLY_TURNED_BACK) reply->turned_back = true;
    if (kind != REPLY_FACTS || is_told(reply, best.fact)) return;
    if (is_sure(best, back ? FURTHER + BACK : FURTHER)) reply->facts[reply->count++] = best.fact;
}

static void answer_clauses(Question *question, Reply *reply)
{
    int first = question->first_clause, last = question->last_clause;
    if (first == last || last >= MOST_CLAUSES) return;
    for (int clause = first; clause <= last && reply->count < MOST_AT_ONCE; clause++)
        answer_clause(question, clause, reply);
}

/* A question that asks for a fact wins over one that asks for a decision. */
static Reply reply_to(Question *question)
{
    Best best = question_best(question, ALL);
    ReplyKind kind = kind_of(question, best, ALL);
    Reply reply = {.kind = REPLY_FACTS};
    if (kind == REPLY_FACTS && is_sure(best, LEAST)) reply.facts[reply.count++] = best.fact;
    answer_clauses(question, &reply);
    if (reply.count > 0) return reply;
    if (kind != REPLY_FACTS) return (Reply){.kind = kind};
    if (scanner_found(question->scanner, question->rubric->inquiry.turned_back_hints))
        return (Reply){.kind = REPLY_TURNED_BACK};
    return (Reply){.kind = question->found ? REPLY_UNKNOWN : REPLY_NONE};
}

static Reply understand(Scanner *scanner, const Rubric *rubric, const Prompt *prompt, Text text, Arena scratch)
{
    if (!scanner_scan(scanner, text)) return (Reply){.kind = REPLY_NONE};
    Question question = question_new(scanner, rubric, prompt, text, &scratch);
    return reply_to(&question);
}

Reply questions_answer(Scanner *scanner, const Rubric *rubric, const Prompt *prompt, Text text, Arena scratch)
{
    Asking asking;
    Text line = text_trim(text_last_line(text)), asked = open_questions(scanner, rubric, line, &asking);
    if (text_trim(asked).length == 0) return (Reply){.kind = REPLY_NONE};
    Reply reply = understand(scanner, rubric, prompt, asked, scratch);
    if (reply.kind == REPLY_NONE) reply = understand(scanner, rubric, prompt, with_preamble(line, asked), scratch);
    if (asking == ASKS_MAYBE && reply.kind != REPLY_FACTS) return (Reply){.kind = REPLY_NONE};
    if (reply.kind == REPLY_NONE) reply.kind = REPLY_UNKNOWN;
    return reply;
}
