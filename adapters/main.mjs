#!/usr/bin/env node
// Entry of the server: Kitei runs from its TypeScript sources, so the loader comes first.
import './check-bundle.mjs';
import { register } from 'tsx/esm/api';

register();
await import('./main.ts');
