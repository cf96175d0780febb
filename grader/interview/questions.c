#include "interview/questions.h"

/* What a word of the question weighs where cues cover it. Fitted, roughly, to the
   questions of tests/facts. */
enum { SMALL_WORD = 1, WEAK_WORD = 2, WORD = 4 };

enum {
    LEAST = WORD,    /* what a fact must be asked for by */
    OWN_CUE = 2,     /* more for cues of the fact itself than for a topic of many prompts */
    TURNED_BACK = 9, /* more for a wish for a decision: its object may well be a fact's word */
    UNKNOWN = 2,     /* times as much for what no prompt tells */
    SHORT = 3,       /* one word tells in a question of at most so many times its weight */
    MORE = 6,        /* what a second fact must be asked for by */
    CLEARLY = 2,     /* a further question's fact is ahead of others by one part in so many */
};

enum { ALL = -1 };

/* One question while it is being understood. */
typedef struct {
    Scanner *scanner;
    const Rubric *rubric;
    const Prompt *prompt;
    size_t count; /* of its tokens */
    int *weights; /* of each token */
    int *parts;   /* the number of the part of the question it stands in */
    bool *taken;  /* parts that the best fact answers */
    int *clauses; /* the number of the question each token stands in, of several in one */
    bool *begins; /* tokens at which such a question begins */
    int only;     /* the one clause that counts, or ALL */
    bool *frame;  /* tokens that only say that something is asked */
    int *worth;   /* of each token, for the phrases being weighed */
} Question;

static bool ends_sentence(char byte)
{
    return byte == '.' || byte == '!' || byte == '?';
}

/* Where the last sentence of a line begins. */
static size_t last_sentence(Text line)
{
    size_t start = 0;
    for (size_t i = 0; i + 1 < line.length; i++)
        if (ends_sentence(line.at[i]) && is_space(line.at[i + 1])) start = i + 1;
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

static void mark(Question *question, PhraseId phrase, bool *marks)
{
    size_t count;
    const Span *spans = scanner_spans(question->scanner, phrase, &count);
    for (size_t i = 0; i < count; i++)
        for (uint32_t t = spans[i].start; t < spans[i].end; t++) marks[t] = true;
}

/* The match needs words that ask for nothing, or were answered already. */
static bool is_void(const Question *question, Span span)
{
    if (question->frame[span.start] || question->frame[span.end - 1]) return true;
    for (uint32_t t = span.start; t < span.end; t++) {
        if (question->taken[question->parts[t]]) return true;
        if (question->only != ALL && question->clauses[t] != question->only) return true;
    }
    return false;
}

/* How much more of the question these phrases cover; only in parts not taken yet.
   Inside of a long match stand words that the phrase does not name. */
static int weigh_more(Question *question, PhraseId phrases)
{
    size_t count;
    const Span *spans = scanner_spans(question->scanner, phrases, &count);
    int more = 0;
    for (size_t i = 0; i < count; i++) {
        if (is_void(question, spans[i])) continue;
        for (uint32_t t = spans[i].start; t < spans[i].end; t++) {
            bool inside = t > spans[i].start && t + 1 < spans[i].end;
            int weight = inside ? question->weights[t] / WORD : question->weights[t];
            if (weight <= question->worth[t]) continue;
            more += weight - question->worth[t];
            question->worth[t] = weight;
        }
    }
    return more;
}

static int weigh(Question *question, PhraseId phrases)
{
    for (size_t t = 0; t < question->count; t++) question->worth[t] = 0;
    return weigh_more(question, phrases);
}

/* What a prompt says of its own facts goes before what all prompts share. */
static int weigh_fact(Question *question, const Fact *fact)
{
    int own = weigh(question, fact->cues);
    int both = own + weigh_more(question, fact->topics);
    if (both < LEAST) return 0;
    return own ? both + OWN_CUE : both;
}

/* What the best fact is asked for by, and how far it is ahead of every other. */
static int best_fact(Question *question, size_t *best, int *ahead)
{
    int most = 0, second = 0;
    for (size_t i = 0; i < question->prompt->fact_count; i++) {
        int weight = weigh_fact(question, &question->prompt->facts[i]);
        if (weight > most) *best = i;
        if (weight > second) second = weight > most ? most : weight;
        if (weight > most) most = weight;
    }
    *ahead = most - second;
    return most;
}

/* What the whole question weighs, without what only says that something is asked. */
static int weigh_all(const Question *question)
{
    int all = 0;
    for (size_t t = 0; t < question->count; t++)
        if (!question->frame[t]) all += question->weights[t];
    return all;
}

/* One word that many prompts share in a long question, or as much for another fact:
   better ask back than tell what nobody asked for. */
static bool is_doubtful(const Question *question, int weight, int ahead)
{
    if (weight <= LEAST && weight * SHORT < weigh_all(question)) return true;
    return ahead == 0;
}

/* Parts of the question that the fact answers are done with. */
static void take_parts(Question *question, const Fact *fact, Arena scratch)
{
    bool *covered = NEW_ARRAY(&scratch, bool, question->count + 1);
    mark(question, fact->cues, covered);
    mark(question, fact->topics, covered);
    for (size_t t = 0; t < question->count; t++)
        if (covered[t]) question->taken[question->parts[t]] = true;
}

static void weigh_words(Question *question, Arena scratch)
{
    bool *small = NEW_ARRAY(&scratch, bool, question->count + 1);
    bool *weak = NEW_ARRAY(&scratch, bool, question->count + 1);
    mark(question, question->rubric->function_words, small);
    mark(question, question->rubric->inquiry.weak_words, weak);
    for (size_t t = 0; t < question->count; t++)
        question->weights[t] = small[t] ? SMALL_WORD : weak[t] ? WEAK_WORD : WORD;
}

static void number_parts(Question *question, const Token *tokens, Arena scratch)
{
    bool *joints = NEW_ARRAY(&scratch, bool, question->count + 1);
    mark(question, question->rubric->inquiry.joints, joints);
    for (size_t t = 1; t < question->count; t++)
        question->parts[t] = question->parts[t - 1] + (joints[t] || tokens[t].before == BREAK_CLAUSE);
}

/* "..., and how quickly should changes show": where a part is a question of its own. */
static void number_clauses(Question *question, const Token *tokens, Arena scratch)
{
    bool *joints = NEW_ARRAY(&scratch, bool, question->count + 1);
    size_t count;
    const Span *spans = scanner_spans(question->scanner, question->rubric->inquiry.further, &count);
    mark(question, question->rubric->inquiry.joints, joints);
    for (size_t i = 0; i < count; i++) {
        uint32_t start = spans[i].start;
        question->begins[start] = start == 0 || joints[start] || tokens[start].before != BREAK_NONE;
    }
    for (size_t t = 1; t < question->count; t++) question->clauses[t] = question->clauses[t - 1] + question->begins[t];
}

/* In "I'd like to know how many" the question begins with "how". */
static void free_question_words(Question *question)
{
    size_t count;
    const Span *spans = scanner_spans(question->scanner, question->rubric->inquiry.further, &count);
    for (size_t i = 0; i < count; i++) {
        uint32_t start = spans[i].start;
        if (start > 0 && !question->frame[start + 1]) question->frame[start] = false;
    }
}

static Question question_new(Scanner *scanner, const Rubric *rubric, const Prompt *prompt, Arena *keep)
{
    Question question = {.scanner = scanner, .rubric = rubric, .prompt = prompt, .only = ALL};
    const Token *tokens = scanner_tokens(scanner, &question.count);
    question.weights = NEW_ARRAY(keep, int, question.count + 1);
    question.parts = NEW_ARRAY(keep, int, question.count + 1);
    question.clauses = NEW_ARRAY(keep, int, question.count + 1);
    question.begins = NEW_ARRAY(keep, bool, question.count + 1);
    question.taken = NEW_ARRAY(keep, bool, question.count + 1);
    question.frame = NEW_ARRAY(keep, bool, question.count + 1);
    question.worth = NEW_ARRAY(keep, int, question.count + 1);
    mark(&question, rubric->inquiry.frames, question.frame);
    weigh_words(&question, *keep);
    number_parts(&question, tokens, *keep);
    number_clauses(&question, tokens, *keep);
    free_question_words(&question);
    return question;
}

static bool is_told(const Reply *reply, size_t fact)
{
    for (size_t i = 0; i < reply->count; i++)
        if (reply->facts[i] == fact) return true;
    return false;
}

/* Asked for by a word of content: not by "how fast are they", said of what came before. */
static bool asks_by_name(Question *question, size_t fact)
{
    if (weigh_fact(question, &question->prompt->facts[fact]) == 0) return false;
    for (size_t t = 0; t < question->count; t++)
        if (question->worth[t] >= WORD) return true;
    return false;
}

/* The fact that one of several questions asks for more clearly than for any other. */
static bool clause_fact(Question *question, int clause, size_t *fact)
{
    const Inquiry *inquiry = &question->rubric->inquiry;
    int ahead;
    question->only = clause;
    int weight = best_fact(question, fact, &ahead);
    bool named = weight > 0 && asks_by_name(question, *fact);
    int turned_back = weigh(question, inquiry->turned_back), unknown = UNKNOWN * weigh(question, inquiry->unknown);
    question->only = ALL;
    if (turned_back && turned_back + TURNED_BACK > weight) return false;
    return named && ahead * CLEARLY >= weight && unknown <= weight;
}

/* The first fact's cues may cover words of a further question: each is taken by itself.
   What stands before the first question, "if somebody adds a contact", is none. */
static void answer_clauses(Question *question, Reply *reply)
{
    if (question->count == 0) return;
    int first = question->begins[0] || question->frame[0] ? 0 : 1, last = question->clauses[question->count - 1];
    if (first >= last) return;
    for (size_t part = 0; part < question->count; part++) question->taken[part] = false;
    for (int clause = first; clause <= last && reply->count < MOST_AT_ONCE; clause++) {
        size_t fact;
        if (clause_fact(question, clause, &fact) && !is_told(reply, fact)) reply->facts[reply->count++] = fact;
    }
}

/* A question that asks for a fact wins over one that asks for a decision. */
static Reply reply_to(Question *question, Arena scratch)
{
    const Inquiry *inquiry = &question->rubric->inquiry;
    Reply reply = {.kind = REPLY_FACTS};
    int turned_back = weigh(question, inquiry->turned_back), unknown = UNKNOWN * weigh(question, inquiry->unknown);
    int ahead, weight = best_fact(question, &reply.facts[0], &ahead);
    if (turned_back) turned_back += TURNED_BACK;
    if (turned_back > weight && turned_back >= unknown) return (Reply){.kind = REPLY_TURNED_BACK};
    if (unknown > weight) return (Reply){.kind = REPLY_UNKNOWN};
    bool doubtful = is_doubtful(question, weight, ahead);
    if (doubtful) answer_clauses(question, &reply);
    if (reply.count > 0) return reply;
    if (doubtful && scanner_found(question->scanner, inquiry->turned_back_hints))
        return (Reply){.kind = REPLY_TURNED_BACK};
    if (doubtful) return (Reply){.kind = weight == 0 ? REPLY_NONE : REPLY_UNKNOWN};
    reply.count = 1;
    while (reply.count < MOST_AT_ONCE) {
        take_parts(question, &question->prompt->facts[reply.facts[reply.count - 1]], scratch);
        if (best_fact(question, &reply.facts[reply.count], &ahead) < MORE) break;
        reply.count++;
    }
    answer_clauses(question, &reply);
    return reply;
}

static Reply understand(Scanner *scanner, const Rubric *rubric, const Prompt *prompt, Text text, Arena scratch)
{
    if (!scanner_scan(scanner, text)) return (Reply){.kind = REPLY_NONE};
    Question question = question_new(scanner, rubric, prompt, &scratch);
    return reply_to(&question, scratch);
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
