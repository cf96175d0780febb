#include "grade/answer.h"

#include <stdlib.h>

void topic_open(Grader *grader, Arena *keep)
{
    const Rubric *rubric = grader->rubric;
    grader->noun_offsets = NEW_ARRAY(keep, size_t, rubric->domain_count);
    for (size_t d = 0; d < rubric->domain_count; d++) {
        grader->noun_offsets[d] = grader->noun_total;
        grader->noun_total += rubric->domains[d].noun_count;
    }
    grader->noun_of_phrase = NEW_ARRAY(keep, uint32_t, phrasebook_id_end(rubric->book));
    grader->next_noun = NEW_ARRAY(keep, uint32_t, grader->noun_total);
    uint32_t at = 0;
    for (size_t d = 0; d < rubric->domain_count; d++)
        for (size_t n = 0; n < rubric->domains[d].noun_count; n++) {
            uint32_t *first = &grader->noun_of_phrase[rubric->domains[d].nouns[n].phrase];
            grader->next_noun[at] = *first;
            *first = ++at;
        }
}

static int compare_stems(const void *a, const void *b)
{
    uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
    return (left > right) - (left < right);
}

/* The question's words that say what it is about: not "design", "system", "users". */
static void read_words(const Grader *grader, Answer *answer)
{
    Topic *topic = &answer->topic;
    size_t count;
    const Token *tokens = scanner_tokens(grader->scanner, &count);
    uint64_t *stems = NEW_ARRAY(answer->keep, uint64_t, count);
    for (size_t t = 0; t < count; t++)
        if (tokens[t].kind == TOKEN_WORD && is_content_word(grader, t) &&
            !is_in(grader, grader->rubric->general_words, t))
            stems[topic->stem_count++] = tokens[t].stem;
    qsort(stems, topic->stem_count, sizeof *stems, compare_stems);
    topic->stems = stems;
    topic->stem_hits = NEW_ARRAY(answer->keep, unsigned, topic->stem_count);
}

/* A question says which domain it is about in the domain's cues or in its nouns. */
static bool asks_about(const Grader *grader, const Domain *domain)
{
    bool asks = scanner_found(grader->scanner, domain->cues);
    for (size_t n = 0; !asks && n < domain->noun_count; n++)
        asks = scanner_found(grader->scanner, domain->nouns[n].phrase);
    return asks;
}

void topic_read_question(const Grader *grader, Answer *answer)
{
    Topic *topic = &answer->topic;
    const Prompt *prompt = answer->task->prompt;
    for (size_t d = 0; d < grader->rubric->domain_count; d++) {
        const Domain *domain = &grader->rubric->domains[d];
        topic->asked[d] = prompt ? prompt->domain == domain : asks_about(grader, domain);
        topic->known |= topic->asked[d];
    }
    if (prompt) topic->prompt_hits = NEW_ARRAY(answer->keep, unsigned, prompt->noun_count);
    else read_words(grader, answer);
}

static size_t word_at(const Topic *topic, uint64_t stem)
{
    size_t low = 0, high = topic->stem_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (topic->stems[middle] < stem) low = middle + 1;
        else high = middle;
    }
    return low < topic->stem_count && topic->stems[low] == stem ? low : topic->stem_count;
}

void topic_see_unit(const Grader *grader, Answer *answer)
{
    Topic *topic = &answer->topic;
    size_t found_count;
    const PhraseId *found = scanner_all_found(grader->scanner, &found_count);
    for (size_t i = 0; i < found_count; i++)
        for (uint32_t noun = grader->noun_of_phrase[found[i]]; noun; noun = grader->next_noun[noun - 1])
            topic->noun_hits[noun - 1]++;
    const Prompt *prompt = answer->task->prompt;
    for (size_t n = 0; prompt && n < prompt->noun_count; n++)
        topic->prompt_hits[n] += scanner_found(grader->scanner, prompt->nouns[n].phrase);
    size_t count;
    const Token *tokens = scanner_tokens(grader->scanner, &count);
    for (size_t t = 0; t < count && topic->stem_count; t++) {
        size_t at = word_at(topic, tokens[t].stem);
        if (at < topic->stem_count) topic->stem_hits[at]++;
    }
}

/* Each further hit counts less: n hits give 2n/(n+1). */
static double saturated(unsigned hits)
{
    return 2.0 * hits / (hits + 1.0);
}

/* A noun of an asked domain speaks for it, even where another domain shares it. */
void topic_weigh(const Grader *grader, Answer *answer)
{
    const Rubric *rubric = grader->rubric;
    Topic *topic = &answer->topic;
    for (size_t d = 0; d < rubric->domain_count; d++) {
        const Domain *domain = &rubric->domains[d];
        double sum = 0;
        for (size_t n = 0; n < domain->noun_count; n++)
            sum += domain->nouns[n].weight * saturated(topic->noun_hits[grader->noun_offsets[d] + n]);
        if (topic->asked[d]) topic->asked_weight = sum > topic->asked_weight ? sum : topic->asked_weight;
        else topic->other_weight = sum > topic->other_weight ? sum : topic->other_weight;
    }
    for (size_t i = 0; i < topic->stem_count; i++) topic->asked_weight += saturated(topic->stem_hits[i]);
    const Prompt *prompt = answer->task->prompt;
    for (size_t n = 0; prompt && n < prompt->noun_count; n++)
        topic->asked_weight += rubric->scale.prompt_noun * saturated(topic->prompt_hits[n]);
}

size_t topic_words_said_often(const Grader *grader, const Topic *topic)
{
    size_t often = 0;
    for (size_t i = 0; i < topic->stem_count; i++)
        often += topic->stem_hits[i] >= (unsigned)grader->rubric->scale.dwell_hits;
    return often;
}

static unsigned count_found(const Grader *grader, const Noun *nouns, size_t noun_count, Span *first)
{
    unsigned found = 0;
    for (size_t i = 0; i < noun_count; i++) {
        size_t count;
        const Span *spans = scanner_spans(grader->scanner, nouns[i].phrase, &count);
        if (count && !found++) *first = spans[0];
    }
    return found;
}

static unsigned count_question_words(const Grader *grader, const Topic *topic, Span *first, unsigned found)
{
    size_t count;
    const Token *tokens = scanner_tokens(grader->scanner, &count);
    for (uint32_t t = 0; t < count && topic->stem_count; t++) {
        if (word_at(topic, tokens[t].stem) == topic->stem_count) continue;
        if (!found++) *first = (Span){t, t + 1, NO_PHRASE};
    }
    return found;
}

unsigned topic_nouns(const Grader *grader, const Answer *answer, Span *first)
{
    const Prompt *prompt = answer->task->prompt;
    const Topic *topic = &answer->topic;
    unsigned found = 0;
    if (prompt) found = count_found(grader, prompt->nouns, prompt->noun_count, first);
    for (size_t d = 0; !found && d < grader->rubric->domain_count; d++) {
        const Domain *domain = &grader->rubric->domains[d];
        if (topic->asked[d]) found = count_found(grader, domain->nouns, domain->noun_count, first);
    }
    return prompt ? found : count_question_words(grader, topic, first, found);
}

static bool shares_trait(Traits wanted, Traits have)
{
    for (size_t w = 0; w < wanted.count; w++)
        for (size_t h = 0; h < have.count; h++)
            if (text_equal(wanted.items[w], have.items[h])) return true;
    return false;
}

bool topic_has_trait(const Grader *grader, const Answer *answer, Traits wanted)
{
    const Prompt *prompt = answer->task->prompt;
    if (prompt) return shares_trait(wanted, prompt->traits) || shares_trait(wanted, prompt->domain->traits);
    for (size_t d = 0; d < grader->rubric->domain_count; d++)
        if (answer->topic.asked[d] && shares_trait(wanted, grader->rubric->domains[d].traits)) return true;
    for (size_t t = 0; t < grader->rubric->trait_sign_count; t++)
        if (answer->traits_said[t] && shares_trait(wanted, (Traits){&grader->rubric->trait_signs[t].id, 1})) return true;
    return false;
}
