/** What one request to a model may cost at most. */
export interface FetchBounds {
  /** Bytes of an answer, decompressed. */
  readonly mostBytes: number;
  /** From the request to the last byte of its answer, in milliseconds; null where the caller's signal ends it. */
  readonly milliseconds: number | null;
}

/**
 * `fetch` for servers that people configured, which a question's words are sent to. It goes to the address it is given and
 * nowhere else: a redirection is a failure, since a server that is named in the settings must not decide who reads a
 * question. An answer that has no end, in bytes or in time, is one too.
 */
export function boundedFetch({ mostBytes, milliseconds }: FetchBounds): typeof fetch {
  return async (input, init) => {
    const signals = [init?.signal, milliseconds === null ? null : AbortSignal.timeout(milliseconds)];
    const signal = AbortSignal.any(signals.filter((signal) => signal != null));
    const response = await fetch(input, { ...init, redirect: 'error', signal });
    const { body, status, statusText, headers } = response;
    if (body === null) return response;
    return new Response(body.pipeThrough(atMost(mostBytes)), { status, statusText, headers });
  };
}

function atMost(mostBytes: number): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > mostBytes)
        throw new RangeError(`The answer is longer than ${mostBytes / 2 ** 20} MiB, and was not read.`);
      controller.enqueue(chunk);
    },
  });
}
