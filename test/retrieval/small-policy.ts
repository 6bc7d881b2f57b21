import { createHash } from 'node:crypto';
import type { Clause } from '../../src/domain/policy.ts';

/** A clause with what a test says about it and nothing remarkable besides. */
export function clause(label: string, text: string, more: Partial<Clause> = {}): Clause {
  const made = {
    documentId: 'rules',
    documentVersion: '1',
    label,
    title: '',
    parent: null,
    headingPath: [] as readonly string[],
    text,
    kind: 'rule',
    modality: 'none',
    references: [],
    definedTerms: [],
    ...more,
  } as const;
  const hash = createHash('sha256').update(
    JSON.stringify([made.label, made.title, made.headingPath, made.text]),
  );
  return {
    id: `${made.documentId}/${made.documentVersion}/${label}`,
    ...made,
    contentHash: hash.digest('hex'),
  };
}

/** A small information security policy in Japanese. */
export const POLICY: readonly Clause[] = [
  clause('1', 'この規程は、情報資産の機密性を維持することを目的とする。', { title: '目的' }),
  clause('2', '', { title: '定義' }),
  clause('2(1)', '情報システム及び情報システムで取り扱う電子情報をいう。', {
    title: '情報資産',
    parent: '2',
    headingPath: ['定義'],
  }),
  clause('2(2)', 'コンピュータウイルスを取り除いて通信することをいう。', {
    title: '無害化通信',
    parent: '2',
    headingPath: ['定義'],
  }),
  clause('3', '職員は、許可なく端末を庁舎の外へ持ち出してはならない。', { title: '端末の持出し' }),
  clause('4', '業務を委託するときは、契約書に秘密を守る義務を定める。', { title: '委託' }),
  clause('4(1)①', '委託先の選定に当たっては、実績を確認する。', {
    title: '選定',
    parent: '4',
    headingPath: ['委託'],
  }),
  clause('5', 'パスワードは他人に教えてはならない。', { title: 'パスワードの管理' }),
  clause('6', '媒体を廃棄するときは、消去の証跡を残す。', { title: '廃棄' }),
];

export const NO_VOCABULARY = { entries: [], blocked: [] } as const;
