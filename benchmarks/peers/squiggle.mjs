// Run Squiggle code for each line on stdin: {code, samples, seed, shares} as JSON.
// The line that answers has the seconds it took here and the quantiles of each result.
// Argument: the package's folder.

import { createInterface } from "node:readline";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const { run } = await import(pathToFileURL(join(process.argv[2], "dist", "index.js")));

async function simulate({ code, samples, seed, shares }) {
  const environment = { sampleCount: samples, xyPointLength: 1000, seed: String(seed) };
  const start = performance.now();
  const { result } = await run(code, { environment });
  if (!result.ok) throw new Error(result.value.toString());
  const results = result.value.result.value.getValues().map((one) => one.value);
  const quantiles = results.map((one) => quantilesOf(one.getSamples(), shares));
  return { seconds: (performance.now() - start) / 1000, quantiles };
}

// Sorted once, which is quicker than `quantile` in Squiggle, which sorts for each.
function quantilesOf(samples, shares) {
  const sorted = Float64Array.from(samples).sort();
  return shares.map((share) => {
    const at = share * (sorted.length - 1);
    const below = Math.floor(at);
    const above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  });
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await simulate(JSON.parse(line))));
}
