#include "interview/evidence.h"

#include <limits.h>

/* Fitted, roughly, to the questions of tests/facts. */
enum {
    WEAK_WORD = 20,
    SMALL_WORD = 10,
    INSIDE = 4,   /* of a long match stand words that the phrase does not name: a part in so many */
    BESIDE = 2,   /* the same of what is said beside the question */
    OWN_CUE = 25, /* more for cues of the fact itself than for a topic of many prompts */
    KNOWN = 25,   /* for a word that the fact knows, shared by all facts that do */
    KNOWN_WEAK = 20,
    MISSED = 15,       /* off for a word that no fact knows */
    MISSED_KNOWN = 20, /* off for one that others know, shared by them */
    NOTHING_MISSED = 15,
    ONLY_WEAK = 20, /* the same of a question without a word of content */
};

static void mark(Question *question, PhraseId phrase, bool *marks)
{
    size_t count;
    const Span *spans = scanner_spans(question->scanner, phrase, &count);
    for (size_t i = 0; i < count; i++)
        for (uint32_t t = spans[i].start; t < spans[i].end; t++) marks[t] = true;
}

static bool is_of(const Question *question, size_t token, int clause)
{
    return clause == ALL || question->clauses[token] == clause;
}

/* The match needs words that ask for nothing, or of another clause. */
static bool is_void(const Question *question, Span span, int clause)
{
    if (question->frame[span.start] || question->frame[span.end - 1]) return true;
    return !is_of(question, span.start, clause) || !is_of(question, span.end - 1, clause);
}

static int weigh_more(Question *question, PhraseId phrases, int clause)
{
    size_t count;
    const Span *spans = scanner_spans(question->scanner, phrases, &count);
    int more = 0;
    for (size_t i = 0; i < count; i++) {
        if (is_void(question, spans[i], clause)) continue;
        for (uint32_t t = spans[i].start; t < spans[i].end; t++) {
            bool inside = t > spans[i].start && t + 1 < spans[i].end;
            int weight = inside ? question->weights[t] / INSIDE : question->weights[t];
            if (question->aside[t]) weight /= BESIDE;
            if (weight <= question->worth[t]) continue;
            more += weight - question->worth[t];
            question->worth[t] = weight;
        }
    }
    return more;
}

int question_weigh(Question *question, PhraseId phrases, int clause)
{
    for (size_t t = 0; t < question->count; t++) question->worth[t] = 0;
    return weigh_more(question, phrases, clause);
}

static bool is_near(const Fact *fact, uint64_t stem)
{
    for (size_t i = 0; i < fact->near_count; i++)
        if (words_hold(fact->near[i], stem)) return true;
    return false;
}

/* What a word says that no phrase of the fact covers. */
static int weigh_word(const Question *question, const Fact *fact, size_t token, bool *missed)
{
    bool known = words_hold(&fact->words, question->tokens[token].stem);
    int knowers = question->knowers[token];
    if (question->weights[token] < WORD) return known ? KNOWN_WEAK : 0;
    if (known) return KNOWN / knowers;
    if (question->aside[token] || is_near(fact, question->tokens[token].stem)) return 0;
    *missed = true;
    return knowers ? -MISSED_KNOWN / knowers : -MISSED;
}

/* In a question without a word of content the weak ones have to do, "how many users", but
   not in a further one: "and how does it work". */
static bool has_content(const Question *question)
{
    for (size_t t = 0; t < question->count; t++)
        if (question->weights[t] == WORD && !question->frame[t]) return true;
    return false;
}

static int weigh_words_left(const Question *question, const Fact *fact, int clause)
{
    int weight = 0, least = clause == ALL && !has_content(question) ? WEAK_WORD : WORD;
    bool missed = false, covered = false;
    for (size_t t = 0; t < question->count; t++) {
        if (question->frame[t] || question->weights[t] <= SMALL_WORD || !is_of(question, t, clause)) continue;
        if (question->worth[t] < question->weights[t])
            weight += weigh_word(question, fact, t, &missed);
        else if (question->weights[t] >= least && !question->aside[t])
            covered = true;
    }
    if (!covered || missed) return weight;
    return weight + (least == WORD ? NOTHING_MISSED : ONLY_WEAK);
}

static int weigh_fact(Question *question, const Fact *fact, int clause)
{
    int own = question_weigh(question, fact->cues, clause);
    int both = own + weigh_more(question, fact->topics, clause);
    if (both >= WORD) question->found = true;
    return both + (own ? OWN_CUE : 0) + weigh_words_left(question, fact, clause);
}

Best question_best(Question *question, int clause)
{
    Best best = {.fact = 0, .weight = INT_MIN};
    int second = 0;
    for (size_t i = 0; i < question->prompt->fact_count; i++) {
        int weight = weigh_fact(question, &question->prompt->facts[i], clause);
        int lesser = weight > best.weight ? best.weight : weight;
        if (weight > best.weight) best = (Best){.fact = i, .weight = weight};
        if (lesser > second) second = lesser;
    }
    best.ahead = best.weight - second;
    return best;
}

bool question_refers_back(const Question *question, int clause)
{
    size_t count;
    const Span *spans = scanner_spans(question->scanner, question->rubric->inquiry.back_references, &count);
    for (size_t i = 0; i < count; i++)
        if (is_of(question, spans[i].start, clause)) return true;
    return false;
}

static void weigh_tokens(Question *question, Arena scratch)
{
    bool *small = NEW_ARRAY(&scratch, bool, question->count + 1);
    bool *weak = NEW_ARRAY(&scratch, bool, question->count + 1);
    mark(question, question->rubric->function_words, small);
    mark(question, question->rubric->inquiry.weak_words, weak);
    for (size_t t = 0; t < question->count; t++)
        question->weights[t] = small[t] ? SMALL_WORD : weak[t] ? WEAK_WORD : WORD;
}

static void count_knowers(Question *question)
{
    for (size_t t = 0; t < question->count; t++)
        for (size_t i = 0; i < question->prompt->fact_count; i++)
            question->knowers[t] += words_hold(&question->prompt->facts[i].words, question->tokens[t].stem);
}

/* "..., and how quickly should changes show": where a part is a question of its own.
   What leads to the first question without an "and", "if somebody adds a contact", is none. */
static void number_clauses(Question *question, Arena scratch)
{
    bool *joints = NEW_ARRAY(&scratch, bool, question->count + 1);
    bool *begins = NEW_ARRAY(&scratch, bool, question->count + 1);
    size_t count;
    const Span *spans = scanner_spans(question->scanner, question->rubric->inquiry.further, &count);
    mark(question, question->rubric->inquiry.joints, joints);
    for (size_t i = 0; i < count; i++) {
        uint32_t start = spans[i].start;
        begins[start] = start == 0 || joints[start] || question->tokens[start].before != BREAK_NONE;
    }
    bool asks = begins[0] || question->frame[0];
    for (size_t t = 1; t < question->count; t++) {
        question->clauses[t] = question->clauses[t - 1] + begins[t];
        if (begins[t] && question->clauses[t] == 1 && joints[t]) asks = true;
    }
    if (question->count > 0) question->last_clause = question->clauses[question->count - 1];
    question->first_clause = asks || question->last_clause == 0 ? 0 : 1;
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

/* The full stop of "e.g." ends none. */
bool sentence_ends(Text text, size_t at)
{
    bool short_form = text.at[at] == '.' && at >= 2 && (text.at[at - 2] == '.' || is_space(text.at[at - 2]));
    bool sign = text.at[at] == '.' || text.at[at] == '!' || text.at[at] == '?';
    return sign && !short_form && at + 1 < text.length && is_space(text.at[at + 1]);
}

static bool begins_sentence(const Question *question, Text text, size_t token)
{
    if (token == 0) return true;
    for (size_t i = question->tokens[token - 1].end; i < question->tokens[token].start; i++)
        if (sentence_ends(text, i)) return true;
    return false;
}

/* What leads to the question, and sentences that only follow it: "I ask because". */
static void mark_asides(Question *question, Text text, Arena scratch)
{
    bool *afterthoughts = NEW_ARRAY(&scratch, bool, question->count + 1);
    size_t count;
    const Span *spans = scanner_spans(question->scanner, question->rubric->inquiry.afterthoughts, &count);
    for (size_t i = 0; i < count; i++) afterthoughts[spans[i].start] = true;
    for (size_t t = 0; t < question->count; t++) {
        bool begins = begins_sentence(question, text, t);
        bool after = begins ? t > 0 && afterthoughts[t] : t > 0 && question->aside[t - 1];
        question->aside[t] = question->clauses[t] < question->first_clause || after;
    }
}

Question question_new(Scanner *scanner, const Rubric *rubric, const Prompt *prompt, Text text, Arena *keep)
{
    Question question = {.scanner = scanner, .rubric = rubric, .prompt = prompt};
    question.tokens = scanner_tokens(scanner, &question.count);
    question.weights = NEW_ARRAY(keep, int, question.count + 1);
    question.clauses = NEW_ARRAY(keep, int, question.count + 1);
    question.knowers = NEW_ARRAY(keep, int, question.count + 1);
    question.worth = NEW_ARRAY(keep, int, question.count + 1);
    question.frame = NEW_ARRAY(keep, bool, question.count + 1);
    question.aside = NEW_ARRAY(keep, bool, question.count + 1);
    mark(&question, rubric->inquiry.frames, question.frame);
    weigh_tokens(&question, *keep);
    count_knowers(&question);
    number_clauses(&question, *keep);
    free_question_words(&question);
    mark_asides(&question, text, *keep);
    return question;
}
