// What is measured of a peer, whichever it is: a peer says how to open, put, put many and iterate.
#pragma once

#include <atomic>
#include <thread>

#include "records.hpp"

// A key that sorts like its number.
struct Key {
    char bytes[8];

    explicit Key(uint64_t number) {
        for (int place = 0; place < 8; ++place) bytes[place] = static_cast<char>(number >> (56 - 8 * place));
    }

    static uint64_t number(const void *bytes) {
        uint64_t value;
        memcpy(&value, bytes, sizeof value);
        return __builtin_bswap64(value);
    }
};

// Each of N threads has one append outstanding, until the time is up. Appends the file's first records, in any order.
template <typename Peer>
void append_durably(const Options &options) {
    Records records(options.records);
    Peer peer(options, true);
    std::atomic<uint64_t> next{0};
    std::atomic<uint64_t> byte_count{0};
    std::vector<std::thread> threads;
    Stopwatch watch;
    double deadline = now() + options.seconds;
    for (size_t writer = 0; writer < options.writers; ++writer) {
        threads.emplace_back([&, writer] {
            typename Peer::Writer connection(peer, writer);
            uint64_t written = 0;
            while (now() < deadline) {
                uint64_t number = next.fetch_add(1);
                auto record = records[number];
                connection.put(number, record);
                written += record.size();
            }
            byte_count += written;
        });
    }
    for (auto &thread : threads) thread.join();
    watch.stop();
    watch.report(next, byte_count);
}

// Batches one after the other, by one thread, without a sync. With `--end kill` nothing is closed.
template <typename Peer>
void append_batches(const Options &options) {
    Records records(options.records);
    uint64_t count = options.count ? options.count : records.count(), byte_count = 0;
    Peer peer(options, false);
    typename Peer::Writer connection(peer, 0);
    Stopwatch watch;
    for (uint64_t first = 0; first < count; first += options.batch) {
        uint64_t end = std::min<uint64_t>(count, first + options.batch);
        connection.put_all(records, first, end);
    }
    watch.stop();
    for (uint64_t number = 0; number < count; ++number) byte_count += records[number].size();
    watch.report(count, byte_count);
    if (options.end == "kill") kill(getpid(), SIGKILL);
}

// Opens what a killed process left, up to knowing the last record.
template <typename Peer>
void recover(const Options &options) {
    Stopwatch watch;
    Peer peer(options, true);
    uint64_t count = peer.last() + 1;
    watch.stop();
    watch.report(count, 0);
}

// Everything from first to last: once against the clock, once to compare what is there with what was written.
template <typename Peer>
void read_all(const Options &options) {
    Content content;
    {
        Peer peer(options, false);
        peer.each([&](std::string_view record) { content.add(record); });
    }
    Peer peer(options, false);
    Touch touch;
    Stopwatch watch;
    peer.each([&](std::string_view record) { touch.add(record); });
    watch.stop();
    watch.report(touch.count, content.byte_count, &content, touch.value);
}

template <typename Peer>
int run(int argument_count, char **arguments) {
    Options options(argument_count, arguments);
    if (options.mode == "durable") append_durably<Peer>(options);
    else if (options.mode == "kept") append_batches<Peer>(options);
    else if (options.mode == "recover") recover<Peer>(options);
    else if (options.mode == "read") read_all<Peer>(options);
    else fail("unknown mode " + options.mode);
    return 0;
}
