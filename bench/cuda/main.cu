// The side-by-side peer of the WebGPU engine: the same draws, steps and tallies of the lead model, written by hand for
// CUDA. `npm run bench -- cuda` writes the plan, builds this with nvcc, checks it against WASM and runs it.
//
//   lead PLAN host N OUT     outcomes of the first N samples on the CPU, f32[scenario][outcome][date][sample], to OUT
//   lead PLAN gpu LOG2 REPS  2^LOG2 samples on the GPU: "draw+simulate ms, tally ms, total s, sum of counts"
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>
#include "draws.cuh"
#include "lead.cuh"

#define CHECK(call)                                                                        \
  do {                                                                                     \
    const cudaError_t error = (call);                                                      \
    if (error != cudaSuccess) {                                                            \
      fprintf(stderr, "%s: %s\n", #call, cudaGetErrorString(error));                       \
      exit(3);                                                                             \
    }                                                                                      \
  } while (0)

constexpr int THREADS = 128;
constexpr int MOST_SLOTS = 4096;
constexpr unsigned UNIT = 64;

struct File {
  Header head;
  std::vector<unsigned> integers, histograms;
  std::vector<float> reals;
  std::vector<int> dateSteps;
  std::vector<Scenario> scenarios;
  std::vector<Step> steps;
};

template <class T>
static void readInto(FILE* file, std::vector<T>& out, size_t count) {
  out.resize(count);
  if (fread(out.data(), sizeof(T), count, file) != count) {
    fprintf(stderr, "the plan ends early\n");
    exit(2);
  }
}

static File load(const char* path) {
  FILE* file = fopen(path, "rb");
  File plan;
  if (!file || fread(&plan.head, sizeof(Header), 1, file) != 1 || plan.head.magic != MAGIC ||
      plan.head.inputs != INPUTS || plan.head.steps != STEPS || plan.head.dates > MOST_DATES) {
    fprintf(stderr, "%s is not a plan of this model\n", path);
    exit(2);
  }
  readInto(file, plan.integers, plan.head.integers);
  readInto(file, plan.reals, plan.head.reals);
  readInto(file, plan.dateSteps, plan.head.dates);
  readInto(file, plan.histograms, size_t(plan.head.histograms) * plan.head.histogramWords);
  readInto(file, plan.scenarios, plan.head.scenarios);
  readInto(file, plan.steps, size_t(plan.head.scenarios) * STEPS);
  fclose(file);
  return plan;
}

static Plan planOf(const Header& h, const unsigned* integers, const float* reals, const int* dateSteps) {
  return {h.sampler, h.seedLow, h.seedHigh, h.seeds, h.directions, h.rowStarts, h.columns, h.coefficients, h.transforms,
          h.reflected, h.reflection, integers, reals, dateSteps, int(h.dates)};
}

static int onHost(const File& file, unsigned samples, const char* path) {
  const Plan plan = planOf(file.head, file.integers.data(), file.reals.data(), file.dateSteps.data());
  const unsigned rows = OUTCOMES * file.head.dates, replicates = file.head.replicates;
  std::vector<float> out(size_t(file.head.scenarios) * rows * samples);
  for (unsigned i = 0; i < samples; i++) {
    float x[INPUTS];
    const unsigned replicate = (i / UNIT) % replicates, point = i / (UNIT * replicates) * UNIT + i % UNIT;
    drawInputs(plan, replicate, point, nullptr, 0, x);
    for (unsigned s = 0; s < file.head.scenarios; s++)
      simulate(x, file.scenarios[s], &file.steps[s * STEPS], plan.dateSteps, plan.dates, &out[s * rows * samples + i],
               samples);
  }
  FILE* target = fopen(path, "wb");
  if (!target || fwrite(out.data(), 4, out.size(), target) != out.size()) return 2;
  fclose(target);
  return 0;
}

/** One thread a sample: its draws, then every scenario; a block's points are of one replicate and share their high digits. */
__global__ void __launch_bounds__(THREADS)
    simulateAll(Plan plan, const Scenario* scenarios, const Step* steps, int scenarioCount, unsigned firstPoint,
                unsigned perReplicate, unsigned samples, float* outcomes) {
  __shared__ unsigned digits[INPUTS];
  const unsigned replicate = blockIdx.y, base = firstPoint + blockIdx.x * THREADS;
  if (plan.sampler == 1) {
    for (int i = threadIdx.x; i < INPUTS; i += THREADS)
      digits[i] = sobolDigits(plan.integers + plan.directions + 32 * i, base & ~(THREADS - 1u));
    __syncthreads();
  }
  const unsigned place = blockIdx.x * THREADS + threadIdx.x;
  if (place >= perReplicate) return;
  float x[INPUTS];
  drawInputs(plan, replicate, firstPoint + place, digits, THREADS - 1u, x);
  const unsigned sample = replicate * perReplicate + place, rows = OUTCOMES * plan.dates;
  for (int s = 0; s < scenarioCount; s++)
    simulate(x, scenarios[s], steps + s * STEPS, plan.dateSteps, plan.dates, outcomes + size_t(s) * rows * samples + sample,
             samples);
}

__device__ unsigned slotOf(const unsigned* h, float value) {
  const unsigned bins = h[3];
  if (value == INFINITY) return __uint_as_float(h[7]) == INFINITY ? bins + 3 : bins + 2;
  const float x = h[6] ? LOG10_2 * log2f(value) : value;
  if (!(x == x) || (!h[6] && x == -INFINITY)) return bins + 3;
  const float bin = floorf((x - __uint_as_float(h[4])) * __uint_as_float(h[5]));
  return unsigned(limit(bin, -1.0f, float(bins)) + 1.0f);
}

/** One block a histogram and a chunk of samples: counts in shared memory, then adds what is not zero. */
__global__ void tallyAll(const unsigned* histograms, unsigned words, unsigned dates, const float* outcomes, unsigned samples,
                         unsigned chunk, unsigned stride, unsigned* counts) {
  __shared__ unsigned parts[MOST_SLOTS];
  const unsigned* h = histograms + blockIdx.y * words;
  const unsigned slots = h[3] + 4;
  for (unsigned i = threadIdx.x; i < slots; i += blockDim.x) parts[i] = 0;
  __syncthreads();
  const float* row = outcomes + (size_t(blockIdx.z) * OUTCOMES * dates + h[0] * dates + h[1]) * samples;
  const unsigned end = min(samples, (blockIdx.x + 1) * chunk);
  for (unsigned i = blockIdx.x * chunk + threadIdx.x; i < end; i += blockDim.x) atomicAdd(&parts[slotOf(h, row[i])], 1u);
  __syncthreads();
  for (unsigned i = threadIdx.x; i < slots; i += blockDim.x)
    if (parts[i]) atomicAdd(&counts[blockIdx.z * stride + h[2] + i], parts[i]);
}

template <class T>
static T* upload(const std::vector<T>& data) {
  T* there;
  CHECK(cudaMalloc(&there, data.size() * sizeof(T) + 16));
  CHECK(cudaMemcpy(there, data.data(), data.size() * sizeof(T), cudaMemcpyHostToDevice));
  return there;
}

static int onGpu(const File& file, int log2Samples, int reps) {
  int devices = 0;
  if (cudaGetDeviceCount(&devices) != cudaSuccess || devices == 0) {
    fprintf(stderr, "no CUDA device\n");
    return 4;
  }
  const Header& h = file.head;
  const Plan plan = planOf(h, upload(file.integers), upload(file.reals), upload(file.dateSteps));
  const Scenario* scenarios = upload(file.scenarios);
  const Step* steps = upload(file.steps);
  const unsigned* histograms = upload(file.histograms);
  const unsigned rows = OUTCOMES * h.dates;
  const unsigned long long total = 1ull << log2Samples;
  size_t free = 0, all = 0;
  CHECK(cudaMemGetInfo(&free, &all));
  unsigned batch = 1u << 20;
  while (batch > total || size_t(batch) * rows * h.scenarios * 4 > free / 2) batch >>= 1;
  float* outcomes;
  unsigned* counts;
  CHECK(cudaMalloc(&outcomes, size_t(batch) * rows * h.scenarios * 4));
  CHECK(cudaMalloc(&counts, size_t(h.stride) * h.scenarios * 4));
  cudaEvent_t marks[3];
  for (auto& mark : marks) CHECK(cudaEventCreate(&mark));
  for (int rep = 0; rep < reps; rep++) {
    float simulateMs = 0, tallyMs = 0;
    CHECK(cudaMemset(counts, 0, size_t(h.stride) * h.scenarios * 4));
    for (unsigned long long done = 0; done < total; done += batch) {
      const unsigned perReplicate = batch / h.replicates;
      const unsigned chunk = 16384;
      CHECK(cudaEventRecord(marks[0]));
      simulateAll<<<dim3((perReplicate + THREADS - 1) / THREADS, h.replicates), THREADS>>>(
          plan, scenarios, steps, h.scenarios, unsigned(done / h.replicates), perReplicate, batch, outcomes);
      CHECK(cudaEventRecord(marks[1]));
      tallyAll<<<dim3((batch + chunk - 1) / chunk, h.histograms, h.scenarios), 256>>>(
          histograms, h.histogramWords, h.dates, outcomes, batch, chunk, h.stride, counts);
      CHECK(cudaEventRecord(marks[2]));
      CHECK(cudaEventSynchronize(marks[2]));
      float ms;
      CHECK(cudaEventElapsedTime(&ms, marks[0], marks[1]));
      simulateMs += ms;
      CHECK(cudaEventElapsedTime(&ms, marks[1], marks[2]));
      tallyMs += ms;
    }
    std::vector<unsigned> back(size_t(h.stride) * h.scenarios);
    CHECK(cudaMemcpy(back.data(), counts, back.size() * 4, cudaMemcpyDeviceToHost));
    unsigned long long sum = 0;
    for (const unsigned count : back) sum += count;
    printf("%g %g %g %llu\n", simulateMs, tallyMs, (simulateMs + tallyMs) / 1e3, sum);
  }
  return 0;
}

int main(int argc, char** argv) {
  if (argc != 5) {
    fprintf(stderr, "usage: %s PLAN host N OUT | PLAN gpu LOG2 REPS\n", argv[0]);
    return 2;
  }
  const File file = load(argv[1]);
  if (strcmp(argv[2], "host") == 0) return onHost(file, unsigned(atoi(argv[3])), argv[4]);
  return onGpu(file, atoi(argv[3]), atoi(argv[4]));
}
