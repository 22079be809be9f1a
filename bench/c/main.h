/* Reads a state file (int32: byte lengths of tape, dates, inputs, outcomes, series; number of dates; then tape, dates and
   inputs), calls simulate the given number of times for every line read, and prints the processor seconds and a check sum. */
static char *region(long bytes) {
  char *memory = aligned_alloc(64, (bytes + 4096 + 63) / 64 * 64);
  if (memory == NULL) exit(1);
  return memory + 2048;
}

int main(int argc, char **argv) {
  int head[6];
  FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
  if (file == NULL || fread(head, 4, 6, file) != 6) return 1;
  char *part[5];
  for (int i = 0; i < 5; i++) part[i] = region(head[i]);
  for (int i = 0; i < 3; i++) if (fread(part[i], 1, head[i], file) != (size_t)head[i]) return 1;
  long times;
  while (scanf("%ld", &times) == 1) {
    struct timespec from, to;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
    for (long i = 0; i < times; i++) simulate(part[0], part[1], head[5], part[2], part[3], part[4]);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
    double sum = 0;
    for (int i = 0; i < head[3] / 4; i++) sum += ((float *)part[3])[i];
    printf("%.9f %.9g\n", to.tv_sec - from.tv_sec + 1e-9 * (to.tv_nsec - from.tv_nsec), sum);
    fflush(stdout);
  }
  return 0;
}
