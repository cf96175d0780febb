#include "coach/provider.h"

#include "json/writer.h"

/*
 * Chat completions as OpenAI defined them and most local servers (llama.cpp,
 * vLLM, Ollama, LM Studio) speak them. No temperature: reasoning models refuse
 * any but their own.
 */

enum { MOST_TOKENS = 4000 }; /* thinking counts too: a tight limit would leave no room for words */

/* The newer name; servers that do not know it know max_tokens. */
#define TOKEN_LIMIT "max_completion_tokens"

/* "v1", "v1beta", "v4" */
static bool is_version(Text segment)
{
    return segment.length >= 2 && segment.at[0] == 'v' && is_digit(segment.at[1]);
}

/* In its path, not in its host. */
static bool names_version(Text url)
{
    size_t host = text_find(url, TEXT("://"));
    Text rest = text_slice(url, host == TEXT_NOT_FOUND ? 0 : host + 3, url.length), segment;
    text_next_piece(&rest, '/', &segment);
    while (text_next_piece(&rest, '/', &segment))
        if (is_version(segment)) return true;
    return false;
}

/* Users paste a host, a base with or without /v1 and a slash, or the whole URL. */
static Text openai_endpoint(Text url, Arena *keep)
{
    const Text route = TEXT("/chat/completions");
    Text rest = url, base, query = {0};
    text_next_piece(&rest, '#', &base);
    rest = base;
    text_next_piece(&rest, '?', &base);
    if (rest.at) query = text_slice(url, base.length, base.length + 1 + rest.length);
    while (text_ends_with(base, TEXT("/"))) base.length--;

    Buffer whole = buffer_new(keep);
    buffer_add(&whole, base);
    if (!text_ends_with(base, route)) {
        if (!names_version(base)) buffer_add_string(&whole, "/v1");
        buffer_add(&whole, route);
    }
    buffer_add(&whole, query);
    return buffer_text(&whole);
}

static Text openai_key_header(Text key, Arena *keep)
{
    Buffer header = buffer_new(keep);
    buffer_format(&header, "Authorization: Bearer %.*s", TEXT_ARGS(key));
    return buffer_text(&header);
}

static void write_message(JsonWriter *json, const char *role, Text content)
{
    json_open_object(json);
    json_text_member(json, "role", text_from(role));
    json_text_member(json, "content", content);
    json_close_object(json);
}

static void openai_write(Buffer *out, Text model, Text instructions, Text material, Text refused)
{
    JsonWriter json = json_writer(out, false);
    json_open_object(&json);
    json_text_member(&json, "model", model);
    json_key(&json, refused.length ? "max_tokens" : TOKEN_LIMIT);
    json_integer(&json, MOST_TOKENS);
    json_key(&json, "messages");
    json_open_array(&json);
    write_message(&json, "system", instructions);
    write_message(&json, "user", material);
    json_close_array(&json);
    json_close_object(&json);
}

/* Whatever shape the error has, it names the parameter. */
static bool openai_refuses(Text error, Text *parameter)
{
    *parameter = TEXT(TOKEN_LIMIT);
    return text_find(error, *parameter) != TEXT_NOT_FOUND;
}

static const Json *member(const Json *object, const char *key, JsonKind kind)
{
    const Json *found = object && object->kind == JSON_OBJECT ? json_find(object, key) : NULL;
    return found && found->kind == kind ? found : NULL;
}

static Text member_text(const Json *object, const char *key)
{
    const Json *found = member(object, key, JSON_STRING);
    return found ? found->string : (Text){0};
}

/* A string, or as some servers have it a list of parts of which some are text. */
static Text content_text(const Json *message, Arena *keep)
{
    const Json *parts = member(message, "content", JSON_ARRAY);
    if (!parts) return member_text(message, "content");
    Buffer text = buffer_new(keep);
    for (size_t i = 0; i < parts->count; i++) buffer_add(&text, member_text(&parts->items[i], "text"));
    return buffer_text(&text);
}

static bool openai_read(Text body, CoachReply *reply, Arena *keep)
{
    const Json *root = reply_json(body, keep);
    const Json *choices = member(root, "choices", JSON_ARRAY);
    if (!choices || choices->count == 0) return false;
    const Json *message = member(&choices->items[0], "message", JSON_OBJECT);
    if (!message) return false;
    const Json *prompt_tokens = member(member(root, "usage", JSON_OBJECT), "prompt_tokens", JSON_NUMBER);
    *reply = (CoachReply){.text = content_text(message, keep),
                          .model = member_text(root, "model"),
                          .refusal = member_text(message, "refusal"),
                          .stopped = member_text(&choices->items[0], "finish_reason"),
                          .prompt_tokens = prompt_tokens ? prompt_tokens->number : 0};
    reply->cut_short = text_equal(reply->stopped, TEXT("length"));
    return true;
}

const CoachProvider openai_provider = {
    .name = "openai",
    .help = "chat completions: OpenAI, llama.cpp, vLLM, Ollama, LM Studio and most others",
    .endpoint = openai_endpoint,
    .key_header = openai_key_header,
    .write = openai_write,
    .refuses = openai_refuses,
    .read = openai_read,
};
