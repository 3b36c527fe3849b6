/* Every sync of a file takes SLOW_FSYNC_MICROSECONDS longer: a disk on a network. Loaded with LD_PRELOAD. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>

static void wait_longer(void) {
  const char *set = getenv("SLOW_FSYNC_MICROSECONDS");
  if (set) usleep((useconds_t)atoi(set));
}

int fsync(int file) {
  int (*real)(int) = dlsym(RTLD_NEXT, "fsync");
  wait_longer();
  return real(file);
}

int fdatasync(int file) {
  int (*real)(int) = dlsym(RTLD_NEXT, "fdatasync");
  wait_longer();
  return real(file);
}
