// What the machine allows, and the truth about the records: `limits MODE`.
//
//   durable   one append at a time: pwrite of a record as the log frames it, then fdatasync; no threads, no acknowledgements
//   compress  LZ4 of blocks of 64 KiB of encoded records and the CRC32C of what comes out, one core, nothing written
//   hash      the RFC 6962 tree over the records, leaf SHA-256(00 ‖ record), one core;
//             `--variant erasable` with the log's own leaf, SHA-256(00 ‖ head ‖ SHA-256(body)), `--variant pairs` with that two side by side
//   crc       CRC32C alone over the file of records, for what recovery could reach
//   content   count, bytes and order-free checksum of the first `--count` records
#include <lz4.h>

#include <array>

#include "records.hpp"

// A block's header (52 bytes), and the lengths before a record's head and body, as in FileFormat.
static constexpr size_t BLOCK_HEADER = 52;

static void append_varint(std::string &bytes, uint64_t value) {
    for (; value >= 0x80; value >>= 7) bytes += static_cast<char>(value | 0x80);
    bytes += static_cast<char>(value);
}

static void append_entry(std::string &bytes, const Records &records, size_t index) {
    auto record = records[index];
    uint32_t head = records.head_length(index);
    append_varint(bytes, uint64_t{head} << 1);
    append_varint(bytes, record.size() - head);
    bytes += record;
}

static void durable(const Options &options, const Records &records) {
    std::string path = options.directory + "/raw";
    int file = open(path.c_str(), O_RDWR | O_CREAT | O_EXCL, 0644);
    if (file < 0) fail("cannot make " + path);
    uint64_t count = 0, byte_count = 0, end = 0;
    std::string framed;
    Stopwatch watch;
    for (double deadline = now() + options.seconds; now() < deadline; ++count) {
        framed.assign(BLOCK_HEADER, '\0');
        append_entry(framed, records, count);
        if (pwrite(file, framed.data(), framed.size(), end) != static_cast<ssize_t>(framed.size())) fail("pwrite failed");
        if (fdatasync(file) != 0) fail("fdatasync failed");
        end += framed.size();
        byte_count += records[count].size();
    }
    watch.stop();
    watch.report(count, byte_count);
}

static void compress(const Options &options, const Records &records) {
    uint64_t count = options.count ? options.count : records.count(), byte_count = 0;
    // Blocks as the log cuts them: whole records, batch by batch.
    std::vector<std::string> blocks(1);
    for (uint64_t index = 0; index < count; ++index) {
        std::string entry;
        append_entry(entry, records, index);
        if (index % options.batch == 0 || blocks.back().size() + entry.size() > (64 << 10)) blocks.emplace_back();
        blocks.back() += entry;
        byte_count += records[index].size();
    }
    std::vector<char> target(LZ4_compressBound(64 << 20));
    uint64_t stored = 0, sum = 0;
    Stopwatch watch;
    for (auto &block : blocks) {
        if (block.empty()) continue;
        int length = LZ4_compress_default(block.data(), target.data(), static_cast<int>(block.size()), static_cast<int>(target.size()));
        sum += cairn_crc32c(0, target.data(), static_cast<size_t>(length));
        stored += static_cast<uint64_t>(length);
    }
    watch.stop();
    watch.report(count, byte_count, nullptr, stored + (sum & 1));
}

using Digest = std::array<uint64_t, 4>;

// The tree's perfect subtrees, the largest first: one for each bit of the size.
class Frontier {
public:
    // The root of a perfect subtree over 2^height leaves.
    void append(Digest joined, int height = 0) {
        for (uint64_t carries = size >> height; carries & 1; carries >>= 1) {
            cairn_sha256 hash = node_beginning;
            cairn_sha256_update_words(&hash, roots[--depth].data(), 4);
            cairn_sha256_update_words(&hash, joined.data(), 4);
            cairn_sha256_finish(&hash, joined.data());
        }
        roots[depth++] = joined;
        size += uint64_t{1} << height;
    }

    static cairn_sha256 beginning(uint8_t byte) {
        cairn_sha256 hash;
        cairn_sha256_start(&hash, false);
        cairn_sha256_update(&hash, &byte, 1);
        return hash;
    }

    uint64_t size = 0;
    size_t depth = 0;
    std::array<Digest, 64> roots;

private:
    cairn_sha256 node_beginning = beginning(1);
};

// With the kernel that hashes two messages side by side, level by level.
static void hash_pairs(const Options &options, const Records &records) {
    constexpr int HEIGHT = 10;
    uint64_t count = (options.count ? options.count : records.count()) >> HEIGHT << HEIGHT, byte_count = 0;
    std::vector<Digest> level(1 << HEIGHT);
    Frontier frontier;
    auto part = [](const char *start, size_t length) { return cairn_bytes{start, length}; };
    Stopwatch watch;
    for (uint64_t first = 0; first < count; first += 1 << HEIGHT) {
        for (uint64_t place = 0; place < 1 << HEIGHT; place += 2) {
            auto left = records[first + place], right = records[first + place + 1];
            size_t left_head = records.head_length(first + place), right_head = records.head_length(first + place + 1);
            cairn_bytes heads[2] = {part(left.data(), left_head), part(right.data(), right_head)};
            cairn_bytes bodies[2] = {part(left.data() + left_head, left.size() - left_head),
                                     part(right.data() + right_head, right.size() - right_head)};
            cairn_record_leaf_pair(heads, bodies, level[place].data());
            byte_count += left.size() + right.size();
        }
        for (size_t parents = level.size() / 2; parents > 0; parents /= 2) cairn_merkle_parents(level[0].data(), parents, level[0].data());
        frontier.append(level[0], HEIGHT);
    }
    watch.stop();
    watch.report(count, byte_count, nullptr, frontier.roots[0][0]);
}

static void hash(const Options &options, const Records &records) {
    if (options.variant == "pairs") return hash_pairs(options, records);
    uint64_t count = options.count ? options.count : records.count(), byte_count = 0;
    bool is_erasable = options.variant == "erasable";
    const cairn_sha256 leaf_beginning = Frontier::beginning(0);
    Frontier frontier;
    Stopwatch watch;
    for (uint64_t index = 0; index < count; ++index) {
        auto record = records[index];
        size_t head = is_erasable ? records.head_length(index) : record.size();
        cairn_sha256 leaf = leaf_beginning;
        cairn_sha256_update(&leaf, record.data(), head);
        Digest digest;
        if (is_erasable) {
            cairn_sha256 body;
            cairn_sha256_start(&body, false);
            cairn_sha256_update(&body, record.data() + head, record.size() - head);
            cairn_sha256_finish(&body, digest.data());
            cairn_sha256_update_words(&leaf, digest.data(), 4);
        }
        cairn_sha256_finish(&leaf, digest.data());
        frontier.append(digest);
        byte_count += record.size();
    }
    watch.stop();
    watch.report(count, byte_count, nullptr, frontier.roots[0][0]);
}

static void crc(const Records &records) {
    uint64_t byte_count = 0, sum = 0;
    for (uint64_t index = 0; index < records.count(); ++index) byte_count += records[index].size();
    const char *begin = records[0].data();
    Stopwatch watch;
    for (uint64_t at = 0; at < byte_count; at += 64 << 10) sum += cairn_crc32c(0, begin + at, std::min<uint64_t>(64 << 10, byte_count - at));
    watch.stop();
    watch.report(records.count(), byte_count, nullptr, sum);
}

static void content(const Options &options, const Records &records) {
    Content content;
    uint64_t count = options.count ? options.count : records.count();
    Stopwatch watch;
    for (uint64_t index = 0; index < count; ++index) content.add(records[index]);
    watch.stop();
    watch.report(count, content.byte_count, &content);
}

int main(int argument_count, char **arguments) {
    Options options(argument_count, arguments);
    Records records(options.records);
    if (options.mode == "durable") durable(options, records);
    else if (options.mode == "compress") compress(options, records);
    else if (options.mode == "hash") hash(options, records);
    else if (options.mode == "crc") crc(records);
    else if (options.mode == "content") content(options, records);
    else fail("unknown mode " + options.mode);
}
