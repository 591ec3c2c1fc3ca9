// What the C programs that are measured share: requests, files, clocks.
//
// A request is a line of words between tabs, an answer a line of JSON; see ../comparison/programs.py.

#ifndef XMLDSIG_COMPARE_SERVICE_H
#define XMLDSIG_COMPARE_SERVICE_H

#include <dirent.h>
#include <stdio.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct {
    unsigned char *octets;
    size_t count;
} Octets;

static inline void give_up(const char *what, const char *about) {
    fprintf(stderr, "%s: %s\n", what, about);
    exit(70);
}

static inline Octets octets_of_file(const char *path) {
    FILE *file = fopen(path, "rb");
    if (file == NULL) give_up("can't open", path);
    fseek(file, 0, SEEK_END);
    Octets result = {.count = (size_t)ftell(file)};
    rewind(file);
    result.octets = malloc(result.count + 1);
    if (result.octets == NULL || fread(result.octets, 1, result.count, file) != result.count)
        give_up("can't read", path);
    fclose(file);
    return result;
}

/// A number of 32 bits, the lowest octet first.
static inline uint32_t next_number(const unsigned char **next) {
    uint32_t number = (uint32_t)(*next)[0] | (uint32_t)(*next)[1] << 8 | (uint32_t)(*next)[2] << 16
        | (uint32_t)(*next)[3] << 24;
    *next += 4;
    return number;
}

/// Octets behind their number.
static inline Octets next_octets(const unsigned char **next) {
    Octets octets = {.count = next_number(next)};
    octets.octets = (unsigned char *)*next;
    *next += octets.count;
    return octets;
}

static inline int is_document(const struct dirent *entry) {
    const char *end = strrchr(entry->d_name, '.');
    return end != NULL && strcmp(end, ".xml") == 0;
}

/// All documents of a folder, sorted by name.
static inline size_t octets_of_folder(const char *folder, Octets **documents) {
    struct dirent **entries;
    int count = scandir(folder, &entries, is_document, alphasort);
    if (count < 0) give_up("can't list", folder);
    *documents = calloc((size_t)count, sizeof(Octets));
    for (int index = 0; index < count; index++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", folder, entries[index]->d_name);
        (*documents)[index] = octets_of_file(path);
        free(entries[index]);
    }
    free(entries);
    return (size_t)count;
}

static inline long long nanoseconds(clockid_t clock) {
    struct timespec time;
    clock_gettime(clock, &time);
    return (long long)time.tv_sec * 1000000000 + time.tv_nsec;
}

typedef struct {
    long long wall, processor;
} Stopwatch;

static inline Stopwatch started(void) {
    return (Stopwatch){nanoseconds(CLOCK_MONOTONIC), nanoseconds(CLOCK_PROCESS_CPUTIME_ID)};
}

static inline int is_over(Stopwatch watch, long milliseconds) {
    return nanoseconds(CLOCK_MONOTONIC) - watch.wall >= milliseconds * 1000000LL;
}

static inline void answer_with(Stopwatch watch, long documents, long refused) {
    printf("{\"documents\":%ld,\"refused\":%ld,\"wall\":%lld,\"cpu\":%lld}\n", documents, refused,
           nanoseconds(CLOCK_MONOTONIC) - watch.wall, nanoseconds(CLOCK_PROCESS_CPUTIME_ID) - watch.processor);
}

#define WORDS 8

/// Splits the next line of standard input at its tabs; 0 at its end.
static inline int next_request(char *line, size_t size, char *words[WORDS]) {
    if (fgets(line, (int)size, stdin) == NULL) return 0;
    line[strcspn(line, "\n")] = 0;
    int count = 0;
    for (char *rest = line; rest != NULL && count < WORDS;) words[count++] = strsep(&rest, "\t");
    while (count < WORDS) words[count++] = "";
    return 1;
}

#endif
