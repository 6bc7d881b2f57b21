import { before } from './context.ts';
import { type Match, type Rule, where } from './rule.ts';

/** Blocks that belong to nobody: this host, private, link-local, documentation, multicast (RFC 6890). */
const RESERVED_IPV4 =
  /^(?:0|10|127|22[4-9]|23\d|24\d|25[0-5])\.|^172\.(?:1[6-9]|2\d|3[01])\.|^192\.168\.|^169\.254\.|^192\.0\.[02]\.|^198\.(?:1[89]|51)\.|^203\.0\.113\.|^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./;
const RESERVED_IPV6 = /^(?:::|fe[89ab]|f[cd]|ff|2001:0?db8)/i;
const LABEL = /(?:IP|アドレス|address|host|接続元|送信元|宛先|サーバー?|server)[^\d\n]{0,8}$/i;
const PRODUCT = /(?:バージョン|ver(?:sion)?\.?|第|section|clause|article|\bv|[A-Za-z]) ?$/i;

/**
 * A machine's own number (MAC) and addresses on the public internet lead to one machine and often to its user. Private
 * and example addresses lead nowhere and are what questions are about, so they stay; so do versions and clause numbers.
 */
export const DEVICE_RULES: readonly Rule[] = [
  {
    kind: 'device',
    pattern:
      /(?<![\w:.-])(?<value>[\dA-F]{2}(?:[:-][\dA-F]{2}){5}|[\dA-F]{4}(?:\.[\dA-F]{4}){2})(?![\w:.-])/dgi,
    refine: where(({ value }) => !/^[\d-]{1,20}$/.test(value) || value.includes(':')),
  },
  {
    kind: 'device',
    pattern: /(?<![\w.-])(?<value>\d{1,3}(?:\.\d{1,3}){3})(?![\w-]|\.\d)/dg,
    refine: where(isPublicIpv4),
  },
  {
    kind: 'device',
    pattern: /(?<![\w:.])(?<value>[\dA-F]{1,4}(?::[\dA-F]{0,4}){3,7})(?![\w:])/dgi,
    refine: where(({ value }) => /[a-f]/i.test(value) && !RESERVED_IPV6.test(value)),
  },
];

function isPublicIpv4(match: Match): boolean {
  const octets = match.value.split('.').map(Number);
  if (octets.some((octet) => octet > 255) || RESERVED_IPV4.test(match.value)) return false;
  if (LABEL.test(before(match))) return true;
  return octets.some((octet) => octet >= 100) && !PRODUCT.test(before(match));
}
