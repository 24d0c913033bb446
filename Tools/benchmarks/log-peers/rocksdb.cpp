// RocksDB: keys are sequence numbers, the WAL is on; a durable append is a put with `sync`, a kept batch a WriteBatch without.
#include <rocksdb/db.h>
#include <rocksdb/write_batch.h>

#include "contestant.hpp"

static void require(const rocksdb::Status &status) {
    if (!status.ok()) fail(status.ToString());
}

struct RocksDB {
    rocksdb::DB *database = nullptr;

    RocksDB(const Options &options, bool) {
        rocksdb::Options settings;
        settings.create_if_missing = true;
        settings.compression = rocksdb::kLZ4Compression;
        require(rocksdb::DB::Open(settings, options.directory, &database));
    }
    ~RocksDB() {
        require(database->Close());
        delete database;
    }

    struct Writer {
        RocksDB &peer;
        rocksdb::WriteBatch batch;

        Writer(RocksDB &peer, size_t) : peer(peer) {}

        void put(uint64_t number, std::string_view record) {
            rocksdb::WriteOptions durable;
            durable.sync = true;
            Key key(number);
            require(peer.database->Put(durable, {key.bytes, 8}, {record.data(), record.size()}));
        }
        void put_all(const Records &records, uint64_t first, uint64_t end) {
            batch.Clear();
            for (uint64_t number = first; number < end; ++number) {
                Key key(number);
                auto record = records[number];
                require(batch.Put({key.bytes, 8}, {record.data(), record.size()}));
            }
            require(peer.database->Write({}, &batch));
        }
    };

    uint64_t last() {
        std::unique_ptr<rocksdb::Iterator> place(database->NewIterator({}));
        place->SeekToLast();
        require(place->status());
        return Key::number(place->key().data());
    }

    template <typename Body>
    void each(Body body) {
        rocksdb::ReadOptions reading;
        reading.readahead_size = 2 << 20;
        reading.fill_cache = false;
        std::unique_ptr<rocksdb::Iterator> place(database->NewIterator(reading));
        for (place->SeekToFirst(); place->Valid(); place->Next()) body({place->value().data(), place->value().size()});
        require(place->status());
    }
};

int main(int argument_count, char **arguments) { return run<RocksDB>(argument_count, arguments); }
