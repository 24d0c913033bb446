// Checks Cairn's checkpoints and proofs with golang.org/x/mod/sumdb (note and tlog), which Cairn's authors did not write, and makes notes and
// proofs with it for Cairn to check.
//
//	foreign verify < cases.json    checks each case, and that it is valid or not as the case says; prints a tally, exits 1 on a difference
//	foreign make                   prints a key, a log's records, and what sumdb says of them
//
// Built without modules from Debian's golang-golang-x-mod-dev: GO111MODULE=off GOPATH=/usr/share/gocode go build
package main

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// A testCase has the fields of its kind: "checkpoint", "inclusion", "consistency" or "proof". Byte sequences are in Base 64.
type testCase struct {
	Kind    string
	IsValid bool
	Key     string
	Text    string
	Origin  string
	Size    int64
	OldSize int64
	Index   int64
	Leaf    []byte
	Entry   []byte
	Root    []byte
	OldRoot []byte
	Path    [][]byte
}

type tally struct {
	Accepted    int
	Refused     int
	Differences []string
}

func hashOf(bytes []byte) (hash tlog.Hash) {
	if len(bytes) != len(hash) {
		panic("a hash has 32 bytes")
	}
	copy(hash[:], bytes)
	return hash
}

func pathOf(hashes [][]byte) []tlog.Hash {
	path := []tlog.Hash{}
	for _, hash := range hashes {
		path = append(path, hashOf(hash))
	}
	return path
}

// openCheckpoint verifies a note with the key, and reads the three lines that C2SP's tlog-checkpoint asks for.
func openCheckpoint(text, key string) (origin string, size int64, root tlog.Hash, err error) {
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return
	}
	opened, err := note.Open([]byte(text), note.VerifierList(verifier))
	if err != nil {
		return
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 {
		return "", 0, root, fmt.Errorf("a checkpoint has three lines")
	}
	if size, err = strconv.ParseInt(lines[1], 10, 64); err != nil {
		return
	}
	root, err = tlog.ParseHash(lines[2])
	return lines[0], size, root, err
}

// checkProof follows "Verifying a tlog proof" of C2SP's tlog-proof.
func checkProof(text, key string, entry []byte) error {
	parts := strings.SplitN(text, "\n\n", 2)
	lines := strings.Split(parts[0], "\n")
	if len(parts) != 2 || len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" || !strings.HasPrefix(lines[1], "index ") {
		return fmt.Errorf("malformed proof")
	}
	index, err := strconv.ParseInt(lines[1][len("index "):], 10, 64)
	if err != nil {
		return err
	}
	path := tlog.RecordProof{}
	for _, line := range lines[2:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return err
		}
		path = append(path, hash)
	}
	_, size, root, err := openCheckpoint(parts[1], key)
	if err != nil {
		return err
	}
	if index < 0 || index >= size {
		return fmt.Errorf("the index is not in the tree")
	}
	return tlog.CheckRecord(path, size, root, index, tlog.RecordHash(entry))
}

func (test *testCase) check() error {
	switch test.Kind {
	case "checkpoint":
		origin, size, root, err := openCheckpoint(test.Text, test.Key)
		if err == nil && (origin != test.Origin || size != test.Size || root != hashOf(test.Root)) {
			return fmt.Errorf("it says something else")
		}
		return err
	case "inclusion":
		return tlog.CheckRecord(pathOf(test.Path), test.Size, hashOf(test.Root), test.Index, hashOf(test.Leaf))
	case "consistency":
		return tlog.CheckTree(pathOf(test.Path), test.Size, hashOf(test.Root), test.OldSize, hashOf(test.OldRoot))
	case "proof":
		return checkProof(test.Text, test.Key, test.Entry)
	}
	panic("unknown kind " + test.Kind)
}

func verify() {
	var cases []testCase
	if err := json.NewDecoder(os.Stdin).Decode(&cases); err != nil {
		panic(err)
	}
	sum := tally{Differences: []string{}}
	for number, test := range cases {
		err := test.check()
		if err == nil {
			sum.Accepted++
		} else {
			sum.Refused++
		}
		if (err == nil) != test.IsValid {
			sum.Differences = append(sum.Differences, fmt.Sprintf("case %d (%s): valid: %v, but: %v", number, test.Kind, test.IsValid, err))
		}
	}
	json.NewEncoder(os.Stdout).Encode(sum)
	if len(sum.Differences) > 0 {
		os.Exit(1)
	}
}

// A foreignLog is made with sumdb alone.
type foreignLog struct {
	Key         string
	Entries     [][]byte
	Roots       [][]byte
	Checkpoints []string
	Proofs      []foreignProof
	Steps       []foreignStep
}

type foreignProof struct {
	Index, Size int64
	Text        string
}

type foreignStep struct {
	OldSize, Size int64
	Path          [][]byte
}

func must[Value any](value Value, err error) Value {
	if err != nil {
		panic(err)
	}
	return value
}

func makeLog(origin string, count int64) foreignLog {
	signingKey, key, err := note.GenerateKey(rand.Reader, origin)
	if err != nil {
		panic(err)
	}
	signer := must(note.NewSigner(signingKey))
	witnessKey, _, err := note.GenerateKey(rand.Reader, "witness.example/foreign")
	if err != nil {
		panic(err)
	}
	witness := must(note.NewSigner(witnessKey))
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		hashes := []tlog.Hash{}
		for _, index := range indexes {
			hashes = append(hashes, stored[index])
		}
		return hashes, nil
	})
	log := foreignLog{Key: key}
	for size := int64(1); size <= count; size++ {
		entry := []byte(fmt.Sprintf("entry %d", size-1))
		log.Entries = append(log.Entries, entry)
		stored = append(stored, must(tlog.StoredHashes(size-1, entry, reader))...)
		root := must(tlog.TreeHash(size, reader))
		log.Roots = append(log.Roots, root[:])
		text := fmt.Sprintf("%s\n%d\n%s\n", origin, size, root)
		checkpoint := string(must(note.Sign(&note.Note{Text: text}, witness, signer)))
		log.Checkpoints = append(log.Checkpoints, checkpoint)
		for index := int64(0); index < size; index++ {
			lines := []string{"c2sp.org/tlog-proof@v1", fmt.Sprintf("index %d", index)}
			for _, hash := range must(tlog.ProveRecord(size, index, reader)) {
				lines = append(lines, hash.String())
			}
			log.Proofs = append(log.Proofs, foreignProof{index, size, strings.Join(lines, "\n") + "\n\n" + checkpoint})
		}
		for old := int64(1); old <= size; old++ {
			step := foreignStep{OldSize: old, Size: size}
			for _, hash := range must(tlog.ProveTree(size, old, reader)) {
				step.Path = append(step.Path, append([]byte{}, hash[:]...))
			}
			log.Steps = append(log.Steps, step)
		}
	}
	return log
}

func main() {
	switch {
	case len(os.Args) == 2 && os.Args[1] == "verify":
		verify()
	case len(os.Args) == 2 && os.Args[1] == "make":
		json.NewEncoder(os.Stdout).Encode(makeLog("cairn/log/00112233445566778899aabbccddeeff", 40))
	default:
		fmt.Fprintln(os.Stderr, "usage: foreign verify < cases.json | foreign make")
		os.Exit(64)
	}
}
