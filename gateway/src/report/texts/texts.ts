import type { Language } from '../language.js';
import { en } from './en.js';
import { type Texts, vi } from './vi.js';

const all: Record<Language, Texts> = { vi, en };
export const textsIn = (language: Language): Texts => all[language];
