#!/usr/bin/env node
// Entry of the `kitei` command: Kitei runs from its TypeScript sources, so the loader comes first.
import '../check-bundle.mjs';
import { register } from 'tsx/esm/api';

register();
const { main } = await import('./main.ts');
await main(process.argv.slice(2));
