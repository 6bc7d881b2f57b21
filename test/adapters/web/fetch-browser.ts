/** Pages over fetch, with the cookies a browser would keep. */
export class FetchBrowser {
  readonly #cookies = new Map<string, Map<string, string>>();
  readonly #servedAt: Readonly<Record<string, string>>;

  /** @param servedAt where an origin is really served. */
  constructor(servedAt: Readonly<Record<string, string>> = {}) {
    this.#servedAt = servedAt;
  }

  /** One request; redirects are not followed. */
  async send(address: string, form?: Readonly<Record<string, string>>): Promise<Response> {
    const url = new URL(address);
    const jar = this.#cookies.get(url.origin) ?? new Map<string, string>();
    this.#cookies.set(url.origin, jar);
    const headers = { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') };
    const served = this.#servedAt[url.origin] ?? url.origin;
    const response = await fetch(served + url.pathname + url.search, {
      headers,
      redirect: 'manual',
      ...(form !== undefined && { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = cookie.split(';');
      const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
      const gone = value === '' || attributes.some((attribute) => /^\s*max-age=0$/i.test(attribute));
      if (gone) jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  }

  /** Follows redirects until a page comes, and says where it stands. */
  async open(
    address: string,
    form?: Readonly<Record<string, string>>,
  ): Promise<{ at: string; response: Response }> {
    let at = address;
    let response = await this.send(at, form);
    for (let hops = 0; hops < 10 && response.status >= 300 && response.status < 400; hops++) {
      at = new URL(response.headers.get('location') ?? '', at).href;
      response = await this.send(at);
    }
    return { at, response };
  }
}
