// LevelDB: keys are sequence numbers; a durable append is a put with `sync`, a kept batch a WriteBatch without.
#include <leveldb/db.h>
#include <leveldb/write_batch.h>

#include <memory>

#include "contestant.hpp"

static void require(const leveldb::Status &status) {
    if (!status.ok()) fail(status.ToString());
}

struct LevelDB {
    std::unique_ptr<leveldb::DB> database;

    LevelDB(const Options &options, bool) {
        leveldb::Options settings;
        settings.create_if_missing = true;
        // RocksDB's default; LevelDB's own, 4 MiB, is slower.
        settings.write_buffer_size = 64 << 20;
        leveldb::DB *opened = nullptr;
        require(leveldb::DB::Open(settings, options.directory, &opened));
        database.reset(opened);
    }

    struct Writer {
        LevelDB &peer;
        leveldb::WriteBatch batch;

        Writer(LevelDB &peer, size_t) : peer(peer) {}

        void put(uint64_t number, std::string_view record) {
            leveldb::WriteOptions durable;
            durable.sync = true;
            Key key(number);
            require(peer.database->Put(durable, {key.bytes, 8}, {record.data(), record.size()}));
        }
        void put_all(const Records &records, uint64_t first, uint64_t end) {
            batch.Clear();
            for (uint64_t number = first; number < end; ++number) {
                Key key(number);
                auto record = records[number];
                batch.Put({key.bytes, 8}, {record.data(), record.size()});
            }
            require(peer.database->Write({}, &batch));
        }
    };

    uint64_t last() {
        std::unique_ptr<leveldb::Iterator> place(database->NewIterator({}));
        place->SeekToLast();
        require(place->status());
        return Key::number(place->key().data());
    }

    template <typename Body>
    void each(Body body) {
        leveldb::ReadOptions reading;
        reading.fill_cache = false;
        reading.verify_checksums = true;
        std::unique_ptr<leveldb::Iterator> place(database->NewIterator(reading));
        for (place->SeekToFirst(); place->Valid(); place->Next()) body({place->value().data(), place->value().size()});
        require(place->status());
    }
};

int main(int argument_count, char **arguments) { return run<LevelDB>(argument_count, arguments); }
