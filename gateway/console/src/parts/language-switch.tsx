import { useText } from '../i18n/text.js';
import type { Language } from '../place.js';
import type { Go } from '../use-place.js';

const languages: readonly (readonly [Language, string])[] = [
  ['vi', 'Tiếng Việt'],
  ['en', 'English'],
];

export function LanguageSwitch({ language, go }: { language: Language; go: Go }) {
  const { t } = useText();
  return (
    <fieldset class="switch">
      <legend class="visually-hidden">{t.language}</legend>
      {languages.map(([code, name]) => (
        <button
          key={code}
          type="button"
          lang={code}
          aria-pressed={code === language}
          onClick={() => go({ language: code })}
        >
          {name}
        </button>
      ))}
    </fieldset>
  );
}
