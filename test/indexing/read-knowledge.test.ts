import { describe, expect, it } from 'vitest';
import { settleDocuments } from '../../src/indexing/read-knowledge.ts';
import { sampleDocument } from './samples.ts';

const broken = (path: string) => ({ path, message: 'It cannot be read.', remedy: 'Mend it.' });

describe('the documents to index', () => {
  const a = sampleDocument('a', '1', { 1: 'x' });
  const b = sampleDocument('b', '1', { 1: 'y' });

  it('are those that were read, when nothing is wrong', () => {
    expect(settleDocuments([a, b], [], [])).toEqual({ documents: [a, b], problems: [] });
  });

  it('include the last good version of a file that can no longer be read, which is said', () => {
    const { documents, problems } = settleDocuments([b], [broken('a-1.md')], [a, b]);
    expect(documents).toEqual([b, a]);
    expect(problems).toEqual([
      broken('a-1.md'),
      expect.objectContaining({ path: 'a-1.md', message: expect.stringContaining('last indexed') }),
    ]);
  });

  it('include what lies below a folder that can no longer be read', () => {
    const below = sampleDocument('c', '1', { 1: 'z' }, { source: { path: 'sub/c.md', sha256: '' } });
    const beside = sampleDocument('d', '1', { 1: 'z' }, { source: { path: 'sub2/d.md', sha256: '' } });
    expect(settleDocuments([a], [broken('sub')], [below, beside]).documents).toEqual([a, below]);
  });

  it('do not include a document whose file was removed', () => {
    expect(settleDocuments([b], [], [a, b])).toEqual({ documents: [b], problems: [] });
    expect(settleDocuments([b], [broken('other.md')], [a, b]).documents).toEqual([b]);
  });

  it('are not brought back where the file was read, or another file gives the same version', () => {
    const moved = { ...a, source: { path: 'moved.md', sha256: '' } };
    expect(settleDocuments([moved], [broken('a-1.md')], [a]).documents).toEqual([moved]);
    const warned = settleDocuments([a], [broken('a-1.md')], [sampleDocument('a', '0', {}, a)]);
    expect(warned.documents).toEqual([a]);
  });

  it('of the same id and version are the first; the second is a problem that names both files', () => {
    const again = { ...a, source: { path: 'copy.md', sha256: '' } };
    const { documents, problems } = settleDocuments([a, again], [], []);
    expect(documents).toEqual([a]);
    expect(problems).toEqual([
      expect.objectContaining({ path: 'copy.md', message: expect.stringContaining('a-1.md') }),
    ]);
  });

  it('may be several versions of one document', () => {
    const later = sampleDocument('a', '2', { 1: 'x' });
    expect(settleDocuments([a, later], [], [])).toEqual({ documents: [a, later], problems: [] });
  });

  it('never have two clauses of one label or a parent that does not come before', () => {
    const [first] = b.clauses;
    if (first === undefined) throw new Error('The sample has a clause.');
    const twice = { ...b, clauses: [first, first] };
    expect(settleDocuments([a, twice], [], []).problems[0]?.message).toContain('the label 1');
    const orphan = { ...b, clauses: [{ ...first, parent: '9' }] };
    expect(settleDocuments([a, orphan], [], []).problems[0]?.message).toContain('below 9');
    expect(settleDocuments([a, orphan], [], [b]).documents).toEqual([a, b]);
  });
});
