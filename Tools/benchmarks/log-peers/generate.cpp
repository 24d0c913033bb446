// Makes the file of events: generate FILE small|large COUNT. The same bytes at every call.
//
// They are shaped like Cairn's own records (the schema of TrackingEvents): protobuf fields, a head with type, stamp, clocks, who and about what,
// a body with a random nonce and what was logged. Eight runs log in turns. *Small* is one metric point, about 100 bytes; *large* a request with
// params, tags and a column of points, about 1 KiB.
#include <cmath>

#include "records.hpp"

// splitmix64
class Random {
public:
    explicit Random(uint64_t seed) : state(seed) {}

    uint64_t word() {
        uint64_t value = state += 0x9e3779b97f4a7c15u;
        value = (value ^ value >> 30) * 0xbf58476d1ce4e5b9u;
        value = (value ^ value >> 27) * 0x94d049bb133111ebu;
        return value ^ value >> 31;
    }
    uint64_t below(uint64_t bound) { return word() % bound; }
    double unit() { return static_cast<double>(word() >> 11) / 9007199254740992.0; }

private:
    uint64_t state;
};

// Fields of Protocol Buffers.
class Message {
public:
    std::string bytes;

    Message &number(int field, uint64_t value) {
        varint(static_cast<uint64_t>(field) << 3);
        varint(value);
        return *this;
    }
    Message &zigzag(int field, int64_t value) { return number(field, static_cast<uint64_t>(value) << 1 ^ static_cast<uint64_t>(value >> 63)); }
    Message &fixed(int field, uint64_t value) {
        varint(static_cast<uint64_t>(field) << 3 | 1);
        bytes.append(reinterpret_cast<const char *>(&value), 8);
        return *this;
    }
    Message &text(int field, std::string_view value) {
        varint(static_cast<uint64_t>(field) << 3 | 2);
        varint(value.size());
        bytes += value;
        return *this;
    }
    Message &message(int field, const Message &value) { return text(field, value.bytes); }
    void varint(uint64_t value) {
        for (; value >= 0x80; value >>= 7) bytes += static_cast<char>(value | 0x80);
        bytes += static_cast<char>(value);
    }
    void zigzag_varint(int64_t value) { varint(static_cast<uint64_t>(value) << 1 ^ static_cast<uint64_t>(value >> 63)); }
    void real(double value) { bytes.append(reinterpret_cast<const char *>(&value), 8); }
};

static const char *const ACTORS[] = {"mara", "jonas", "li", "priya", "ci-bot"};
static const char *const METRICS[] = {"loss", "val_loss", "accuracy", "lr", "grad_norm", "f1", "auc", "rmse", "epoch_s", "tokens_s"};
static const char *const PARAMS[] = {"learning_rate", "batch_size", "optimizer",  "weight_decay", "dropout", "num_layers", "hidden_size", "warmup_steps",
                                     "scheduler",     "seed",       "max_epochs", "precision",    "dataset", "augment",    "num_heads",   "clip_norm"};
static const char *const WORDS[] = {"adamw", "cosine", "bf16", "imagenet-1k", "linear", "true", "false", "randaugment", "fp32", "sgd", "wikitext-103", "none"};
static const char *const TAGS[] = {"mlflow.source.name", "mlflow.source.git.commit", "team", "stage", "mlflow.user"};

struct Run {
    uint64_t high, low;
    std::string actor, host;
    uint32_t process;
    uint64_t step = 0;
    double level;

    explicit Run(Random &random)
        : high(random.word()), low(random.word()), actor(ACTORS[random.below(5)]), host("gpu-" + std::to_string(random.below(32))),
          process(static_cast<uint32_t>(1000 + random.below(60000))), level(1 + 3 * random.unit()) {}

    Message entity() const { return Message().number(1, 2).fixed(2, high).fixed(3, low); }
};

class Events {
public:
    explicit Events(bool is_large) : is_large(is_large) {
        for (int index = 0; index < 8; ++index) runs.emplace_back(random);
    }

    // Head and body of the next event.
    std::pair<std::string, std::string> next() {
        // A run ends now and then, and another begins.
        Run &run = runs[random.below(runs.size())];
        if (random.below(5000) == 0) run = Run(random);
        uint64_t passed = random.below(3);
        counter = passed ? 0 : counter + 1;
        clock += passed;
        run.step += 1;
        Message head;
        head.number(1, 33).number(2, 1).fixed(3, clock << 16 | counter).zigzag(4, static_cast<int64_t>(clock)).text(5, run.actor);
        if (is_large) head.text(8, "mlflow-python-client/3.17.2").text(9, run.host).number(10, run.process);
        head.message(11, run.entity());
        std::string nonce;
        for (int half = 0; half < 2; ++half) {
            uint64_t word = random.word();
            nonce.append(reinterpret_cast<const char *>(&word), 8);
        }
        Message body;
        body.text(1, nonce).message(3, is_large ? large(run) : small(run));
        return {head.bytes, body.bytes};
    }

private:
    // What a training loop measures: mostly 32-bit floats, some ratios, some doubles.
    double value(Run &run) {
        double noise = 0.05 * (random.unit() - 0.5);
        switch (random.below(10)) {
        case 0 ... 5: return static_cast<float>(run.level * std::exp(-static_cast<double>(run.step) / 2000) + noise);
        case 6 ... 7: return std::round(1000 * random.unit()) / 1000;
        default: return run.level + noise;
        }
    }

    Message small(Run &run) {
        std::string_view key = METRICS[random.below(10)];
        Message columns, values, times, steps;
        values.real(value(run));
        times.zigzag_varint(static_cast<int64_t>(clock - random.below(40)));
        steps.zigzag_varint(static_cast<int64_t>(run.step));
        columns.message(1, Message().text(1, key)).message(3, values).message(4, times).message(5, steps);
        return Message().message(2, columns);
    }

    Message large(Run &run) {
        Message payload, columns, indices, values, times, steps;
        payload.message(1, Message().fixed(1, run.high).fixed(2, run.low));
        size_t series = 2 + random.below(5), points = 36 + random.below(24);
        for (size_t index = 0; index < series; ++index) columns.message(1, Message().text(1, METRICS[(run.low + index) % 10]));
        for (size_t index = 0; index < points; ++index) {
            indices.varint(index % series);
            values.real(value(run));
            // A client logs what belongs to a step at one time.
            bool is_next_step = index % series == 0;
            times.zigzag_varint(!index ? static_cast<int64_t>(clock) : is_next_step ? static_cast<int64_t>(20 + random.below(50)) : 0);
            steps.zigzag_varint(!index ? static_cast<int64_t>(run.step) : is_next_step);
        }
        columns.message(2, indices).message(3, values).message(4, times).message(5, steps);
        payload.message(2, columns);
        size_t params = 7 + random.below(8);
        for (size_t index = 0; index < params; ++index) {
            std::string text = random.below(2) ? WORDS[random.below(12)] : std::to_string(random.below(100000) * 1e-5);
            payload.message(3, Message().text(1, PARAMS[random.below(16)]).text(2, text));
        }
        char commit[41];
        snprintf(commit, sizeof commit, "%016lx%016lx%08x", run.high, run.low, run.process);
        for (size_t index = 0; index < 2 + random.below(2); ++index)
            payload.message(4, Message().text(1, TAGS[index % 5]).text(2, index % 5 == 1 ? commit : WORDS[random.below(12)]));
        return payload;
    }

    Random random{20260101};
    bool is_large;
    std::vector<Run> runs;
    uint64_t clock = 1767225600000, counter = 0;
};

int main(int argument_count, char **arguments) {
    if (argument_count != 4) fail("usage: generate FILE small|large COUNT");
    Events events(std::string(arguments[2]) == "large");
    FILE *file = fopen(arguments[1], "wb");
    if (!file) fail(std::string("cannot write ") + arguments[1]);
    for (uint64_t count = std::stoul(arguments[3]); count > 0; --count) {
        auto [head, body] = events.next();
        uint32_t lengths[2] = {static_cast<uint32_t>(head.size()), static_cast<uint32_t>(body.size())};
        fwrite(lengths, sizeof lengths, 1, file);
        fwrite(head.data(), 1, head.size(), file);
        fwrite(body.data(), 1, body.size(), file);
    }
    if (fclose(file) != 0) fail(std::string("cannot write ") + arguments[1]);
}
