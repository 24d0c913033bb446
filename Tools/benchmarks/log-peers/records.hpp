// The records that every contestant writes, and how each says what it did: one line of JSON on its standard output.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

extern "C" {
#include "CByteKernels.h"
}

[[noreturn]] inline void fail(const std::string &what) {
    fprintf(stderr, "%s\n", what.c_str());
    exit(1);
}

inline double now() {
    timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

inline double cpu_seconds() {
    timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

// Calls of the allocator so far; -1 unless allocations.c is preloaded.
inline int64_t allocation_count() {
    static auto count = reinterpret_cast<int64_t (*)()>(dlsym(RTLD_DEFAULT, "benchmark_allocation_count"));
    return count ? count() : -1;
}

// The file of events, in memory: of each the head's length (u32), the body's length (u32), head, body.
class Records {
public:
    explicit Records(const std::string &path) {
        int file = open(path.c_str(), O_RDONLY);
        struct stat status;
        if (file < 0 || fstat(file, &status) != 0) fail("cannot read " + path);
        void *bytes = mmap(nullptr, status.st_size, PROT_READ, MAP_SHARED | MAP_POPULATE, file, 0);
        if (bytes == MAP_FAILED) fail("cannot map " + path);
        begin = static_cast<const char *>(bytes);
        for (size_t at = 0; at < static_cast<size_t>(status.st_size);) {
            offsets.push_back(at);
            at += 8 + length(at) + length(at + 4);
        }
        close(file);
    }

    size_t count() const { return offsets.size(); }
    uint32_t head_length(size_t index) const { return length(offsets[index % count()]); }
    // Head and body together: what a store without heads keeps as one value.
    std::string_view operator[](size_t index) const {
        size_t at = offsets[index % count()];
        return {begin + at + 8, size_t{length(at)} + length(at + 4)};
    }

private:
    uint32_t length(size_t at) const {
        uint32_t value;
        memcpy(&value, begin + at, sizeof value);
        return value;
    }

    const char *begin;
    std::vector<size_t> offsets;
};

// What a reader has seen: the sum of the records' checksums does not depend on their order.
struct Content {
    uint64_t count = 0, byte_count = 0, sum = 0;

    void add(std::string_view record) {
        count += 1;
        byte_count += record.size();
        sum += (cairn_crc32c(0, record.data(), record.size()) + uint64_t{1}) * 0x9e3779b97f4a7c15u;
    }
};

// What the timed reading does with each record: it looks at both ends, so that none of it can be left out.
struct Touch {
    uint64_t count = 0, value = 0;

    void add(std::string_view record) {
        count += 1;
        value += static_cast<uint8_t>(record.front()) + static_cast<uint8_t>(record.back()) + record.size();
    }
};

// Of a timed stretch.
class Stopwatch {
public:
    void stop() {
        seconds = now() - start;
        cpu = cpu_seconds() - cpu_start;
        if (allocations_start >= 0) allocations = allocation_count() - allocations_start;
    }

    void report(uint64_t count, uint64_t byte_count, const Content *content = nullptr, uint64_t result = 0) const {
        printf("{\"count\": %lu, \"bytes\": %lu, \"seconds\": %.9f, \"cpu\": %.9f", count, byte_count, seconds, cpu);
        if (allocations >= 0) printf(", \"allocations\": %ld", allocations);
        if (content)
            printf(", \"content\": {\"count\": %lu, \"bytes\": %lu, \"sum\": \"%lu\"}", content->count, content->byte_count, content->sum);
        // What was computed of the bytes, so that no compiler leaves it out.
        printf(", \"result\": %lu}\n", result);
        fflush(stdout);
    }

private:
    int64_t allocations_start = allocation_count(), allocations = -1;
    double cpu_start = cpu_seconds(), start = now(), seconds = 0, cpu = 0;
};

// NAME VALUE pairs after the mode.
struct Options {
    std::string mode, directory, records, variant, end = "close";
    size_t writers = 1, count = 0, batch = 1000;
    double seconds = 3;

    Options(int argument_count, char **arguments) {
        if (argument_count < 2) fail("usage: MODE [--directory D] [--records FILE] [--writers N] [--seconds S] [--count N] [--batch N]");
        mode = arguments[1];
        for (int index = 2; index + 1 < argument_count; index += 2) {
            std::string name = arguments[index], value = arguments[index + 1];
            if (name == "--directory") directory = value;
            else if (name == "--records") records = value;
            else if (name == "--variant") variant = value;
            else if (name == "--end") end = value;
            else if (name == "--writers") writers = std::stoul(value);
            else if (name == "--count") count = std::stoul(value);
            else if (name == "--batch") batch = std::stoul(value);
            else if (name == "--seconds") seconds = std::stod(value);
            else fail("unknown option " + name);
        }
    }
};
