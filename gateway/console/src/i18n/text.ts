import { createContext } from 'preact';
import { useContext, useMemo } from 'preact/hooks';
import type { Language } from '../place.js';
import { en } from './en.js';
import { type Messages, vi } from './vi.js';

export interface Measured {
  readonly kind: 'COUNT' | 'RATIO' | 'MEAN';
  readonly unit: string;
}

export interface Text {
  readonly language: Language;
  readonly t: Messages;
  /** A count. */
  number(value: number | string): string;
  /** A figure as the graph gives it, with its unit where that is a sign. */
  figure(value: string, of: Measured): string;
  /** The same in as few characters as a tile has. */
  brief(value: string, of: Measured): string;
  /** A round value on an axis. */
  mark(value: number, of: Measured): string;
  /** A difference, with its sign. */
  change(value: string, of: Measured): string;
  /** Any other number, with the decimals that it has. */
  plain(value: string): string;
  day(date: string): string;
  /** A moment, by the clocks of Vietnam. */
  moment(at: string): string;
}

const VIETNAM = 'Asia/Ho_Chi_Minh';

/** Numbers are written as in Vietnam (1.234,5) or in English (1,234.5); decimals come as texts and lose no digit. */
export function textIn(language: Language): Text {
  const t = language === 'vi' ? vi : en;
  const locale = language === 'vi' ? 'vi-VN' : 'en-GB';
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const ratio = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const tile = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
  // By digits, not by places: marks of small values must not all read nought.
  const mark = new Intl.NumberFormat(locale, { notation: 'compact', maximumSignificantDigits: 3 });
  const signedWhole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0, signDisplay: 'exceptZero' });
  const signedRatio = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    signDisplay: 'exceptZero',
  });
  const days = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: language === 'vi' ? 'numeric' : 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 6 });
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone: VIETNAM });
  const dayThere = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: VIETNAM });
  const day = (date: string) => days.format(new Date(`${date}T00:00:00Z`));
  // The type of `format` wants numeric literals; a decimal from the graph is one.
  const exact = (value: string) => value as `${number}`;
  return {
    language,
    t,
    number: (value) => whole.format(typeof value === 'number' ? value : exact(value)),
    figure: (value, { kind, unit }) =>
      kind === 'RATIO' ? `${ratio.format(exact(value))}${unit === '%' ? '%' : ''}` : whole.format(exact(value)),
    brief: (value, { kind }) => (kind === 'RATIO' ? tile : compact).format(exact(value)).replace(/\s/g, ''),
    mark: (value, { kind, unit }) => `${mark.format(value)}${kind === 'RATIO' && unit === '%' ? '%' : ''}`,
    change: (value, { kind }) =>
      kind === 'RATIO' ? `${signedRatio.format(exact(value))} ${t.points}` : signedWhole.format(exact(value)),
    plain: (value) => plain.format(exact(value)),
    day,
    moment: (at) => t.moment(clock.format(new Date(at)), day(dayThere.format(new Date(at)))),
  };
}

const Texts = createContext<Text>(textIn('vi'));
export const TextProvider = Texts.Provider;
export const useText = (): Text => useContext(Texts);
export const useTextIn = (language: Language): Text => useMemo(() => textIn(language), [language]);
