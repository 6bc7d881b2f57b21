import { expect, it } from 'vitest';
import { csvLine, exportedRecord } from '../../adapters/log-export.ts';
import { aRecord } from '../training/records.ts';

it.each(['=1+1', '＝1+1', '＠SUM(A1)', ' =1+1', '\t=1+1', '\n=1+1', '-2+3'])(
  'a question that a spreadsheet would run is text in the CSV: %j',
  (question) => {
    expect(csvLine(exportedRecord(aRecord({ question }), new Set()))).toContain(`'${question}`);
  },
);
