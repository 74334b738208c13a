import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { eventually, executable, expectAccessible, settled, type Visit, visitor } from './browser.js';
import { servedCountry } from './kit.js';

const title =
  executable === null ? 'reports on the console (skipped: no Chromium; CHROMIUM names one)' : 'on the console';

describe.skipIf(executable === null)(title, async () => {
  if (executable === null) return;
  const { url, tokenFor, act } = await servedCountry();
  const visit = await visitor(url);
  const open = async (tenant: string, at: string, over: Visit = {}) => {
    const seen = await visit({ token: await tokenFor(tenant), at, ...over });
    await seen.page
      .getByRole('heading', { level: 2, name: /^(Báo cáo năm|Annual report|Báo cáo phong trào)$/ })
      .waitFor();
    return seen;
  };
  const freezing = (page: Page, year: number) => page.getByRole('button', { name: `Chốt báo cáo năm ${year}…` });
  const submitFreeze = (page: Page) => page.getByRole('button', { name: 'Chốt báo cáo', exact: true });
  const frozen = (page: Page) => page.getByRole('heading', { name: 'Báo cáo đã chốt' });
  const focused = (page: Page) => page.evaluate<string>('document.activeElement.innerText');

  describe('freezing a year', () => {
    test('is asked twice, and can be left by keyboard without a trace', async () => {
      const { page, complaints } = await open('trung-uong', 'year=2021');
      await freezing(page, 2021).focus();
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog', { name: 'Chốt báo cáo năm 2021 của Cả nước?' });
      await dialog.waitFor();
      expect(await dialog.textContent()).toContain('Không thể bỏ chốt');
      expect(await dialog.textContent()).toContain('Báo cáo chưa đầy đủ');
      expect(await focused(page)).toBe('Không chốt');
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
      expect(await focused(page)).toBe('Chốt báo cáo năm 2021…');
      expect(await frozen(page).count()).toBe(0);
      expect(complaints).toEqual([]);
    });

    test('shows when and by whom, and leads there; of two at once the second is told, and sees it frozen', async () => {
      const first = await open('trung-uong', 'year=2021');
      const second = await open('trung-uong', 'year=2021');
      for (const { page } of [first, second]) {
        await freezing(page, 2021).click();
        await page.getByRole('dialog').waitFor();
      }
      await submitFreeze(first.page).click();
      await frozen(first.page).waitFor();
      await eventually(() => focused(first.page)).toBe('Báo cáo đã chốt');
      expect(await first.page.locator('.frozen').textContent()).toMatch(
        /Chốt lúc \d\d:\d\d ngày \d+\/\d+\/\d{4}, bởi Ban Thi đua – Khen thưởng Trung ương\./,
      );
      expect(await freezing(first.page, 2021).count()).toBe(0);
      await eventually(() => first.page.locator('.frozen').textContent()).toContain('không có gì thay đổi');
      await submitFreeze(second.page).click();
      await eventually(() => second.page.getByRole('alert').allTextContents()).toContainEqual(
        expect.stringContaining('đã được chốt trước đó'),
      );
      await frozen(second.page).waitFor();
      await expectAccessible(first.page);
    });

    test('leaves corrections beside what was frozen, in the cards and in a list', async () => {
      await act(
        'trung-uong',
        'submitObservations',
        `{ idempotencyKey: "console-1", rows: [{ localityCode: "VN", asOf: "2021-12-31", indicator: "POOR_HOUSEHOLDS", period: "2021", value: "609049" }] }`,
      );
      const { page } = await open('trung-uong', 'year=2021&basis=PROVISIONAL');
      const card = page.locator('.card').filter({ hasText: 'Số hộ nghèo' });
      await eventually(() => card.textContent()).toContain('hiện nay 609.049');
      expect(await card.locator('.big').textContent()).not.toContain('609.049');
      await page.getByRole('button', { name: /^Xem \d+ thay đổi sau khi chốt$/ }).click();
      expect(await focused(page)).toBe('Thay đổi sau khi chốt');
      const row = page
        .getByRole('region', { name: 'Giá trị lúc chốt và hiện nay' })
        .getByRole('row', { name: /Số hộ nghèo › cuối kỳ › cả số mới nộp › giá trị/ });
      expect((await row.getByRole('cell').allTextContents()).at(-1)).toBe('609.049');
      await expectAccessible(page);
    });

    test('is not offered without the role, of another’s unit, of a year that lasts, or on another map', async () => {
      const reader = await visit({ token: await tokenFor('trung-uong', 'reader', ['ANALYST']), at: 'year=2022' });
      expect(await freezing(reader.page, 2022).count()).toBe(0);
      for (const at of ['year=2022&unit=44', 'year=2022&boundary=2025-07-01', `year=${new Date().getFullYear()}`]) {
        const { page } = await open('trung-uong', at);
        expect(await page.getByRole('button', { name: /^Chốt báo cáo/ }).count(), at).toBe(0);
      }
    });

    test.each([
      ['a code that it knows', { code: 'UNAVAILABLE', message: 'Down.' }, 'chưa có gì được chốt'],
      ['one that it does not', { code: 'SOMETHING', message: 'Why it failed.' }, 'Không chốt được. Why it failed.'],
    ])('that is refused with %s says why, and can be tried again', async (_case, error, said) => {
      const { page } = await open('cao-bang', 'year=2022&unit=04');
      await page.route('**/graphql', (route) =>
        route.request().postDataJSON().operationName === 'Freeze'
          ? route.fulfill({ json: { data: { freezeAnnualReport: { report: null, errors: [error] } } } })
          : route.fallback(),
      );
      await freezing(page, 2022).click();
      await submitFreeze(page).click();
      await eventually(() => page.getByRole('dialog').getByRole('alert').textContent()).toContain(said);
      expect(await submitFreeze(page).isEnabled()).toBe(true);
      expect(await frozen(page).count()).toBe(0);
    });

    test('whose answer is lost says that it may have happened, and looks', async () => {
      const { page } = await open('cao-bang', 'year=2022&unit=04');
      await page.route('**/graphql', async (route) => {
        if (route.request().postDataJSON().operationName !== 'Freeze') return route.fallback();
        await route.fetch();
        await route.abort();
      });
      await freezing(page, 2022).click();
      await submitFreeze(page).click();
      await frozen(page).waitFor();
      expect(await page.locator('.frozen').textContent()).toContain('Tỉnh Cao Bằng');
    });
  });

  describe('the sections of a year', () => {
    test('have milestones and words for those above, and say what others may not see', async () => {
      const above = await open('trung-uong', 'year=2022&unit=04');
      const words = above.page.getByRole('region', { name: 'Báo cáo bằng lời' });
      await words.getByText('I. ', { exact: false }).first().click();
      expect(await words.textContent()).toContain('Đã thực hiện.');
      const own = await open('quang-binh', 'year=2022&unit=44');
      const milestones = own.page.getByRole('region', { name: 'Mốc đến hạn' });
      expect(await milestones.getByRole('listitem').count()).toBe(3);
      expect(await milestones.textContent()).toContain('Từ 1/7/2022 đến 31/7/2022');
      const other = await open('ha-noi', 'year=2022&unit=04');
      for (const name of ['Báo cáo bằng lời', 'Kỷ luật báo cáo'])
        expect(await other.page.getByRole('region', { name }).textContent()).toContain('Không được xem');
      expect(await other.page.content()).not.toContain('Đã thực hiện.');
    });
  });

  describe('the review of a movement', () => {
    const table = (page: Page) => page.getByRole('region', { name: /^Chỉ tiêu của/ });

    test('is one step from the year, shows figures from year to year, and where standard and map change', async () => {
      const { page, complaints } = await open('trung-uong', 'year=2022');
      await page.getByRole('link', { name: 'Cả giai đoạn (sơ kết, tổng kết)' }).click();
      await table(page).waitFor();
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Cả nước 2021–2025');
      expect(await page.title()).toBe('Cả nước 2021–2025 – Thi Đua Graph');
      const rows = table(page).getByRole('row');
      expect(await rows.first().getByRole('columnheader').allTextContents()).toEqual([
        'Chỉ tiêu',
        'Chuẩn',
        'Đầu kỳ',
        '2021',
        '2022',
        '2023',
        '2024',
        '2025 ◆ (địa giới thay đổi trong năm)',
        'Thay đổi',
      ]);
      const cells = await rows.nth(2).getByRole('cell').allTextContents();
      expect(cells.slice(1, 5)).toEqual(['5,20%', 'Năm này đo theo chuẩn khác, ở dòng khác', '4,03%', '2,93%']);
      expect(cells.at(-1)).toBe('-3,90 điểm %');
      expect(await rows.filter({ hasText: '4.806' }).textContent()).toContain('chưa đầy đủ');
      expect(await page.locator('.notes').textContent()).toContain('Chuẩn đo lường đổi từ ngày 1/1/2022');
      expect(complaints).toEqual([]);
      await settled(page);
      await expectAccessible(page);
    });

    test('is downloaded as the file of its movement and years, by the map of the unit', async () => {
      const { page } = await open(
        'trung-uong',
        'year=2022&unit=24&view=movement&movement=VNN-2021-2025&from=2021&to=2023',
      );
      const [asked, download] = await Promise.all([
        page.waitForRequest('**/reports/movement/**'),
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Tải JSON' }).click(),
      ]);
      expect(new URL(asked.url()).pathname).toBe('/reports/movement/VNN-2021-2025/2021-2023/24.json');
      expect(download.suggestedFilename()).toBe('VNN-2021-2025-2021-2023-24.json');
      expect(JSON.parse(readFileSync(await download.path(), 'utf8'))).toMatchObject({
        report: { from: 2021, to: 2023 },
      });
    });

    test('is of the movement and years chosen; the address holds them, and one end follows the other', async () => {
      const { page } = await open('trung-uong', 'year=2022&view=movement');
      await page.getByRole('combobox', { name: 'Đến năm' }).selectOption('2023');
      await eventually(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('Cả nước 2021–2023');
      expect(await page.evaluate('location.hash')).toBe(
        '#year=2022&view=movement&movement=VNN-2021-2025&from=2021&to=2023',
      );
      await page.getByRole('combobox', { name: 'Từ năm' }).selectOption('2025');
      await eventually(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('Cả nước 2025–2025');
      await page.getByRole('combobox', { name: 'Phong trào' }).selectOption('CCCT-2016-2020');
      await eventually(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('Cả nước 2016–2020');
      await page.goBack();
      await eventually(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('Cả nước 2025–2025');
    });

    test('goes down on the map of the last year, and keeps a unit that ended to the years in which it stood', async () => {
      const { page } = await open('trung-uong', 'year=2022&view=movement');
      await page
        .getByRole('region', { name: /các đơn vị bên dưới/ })
        .getByRole('link', { name: 'Tỉnh Bắc Ninh' })
        .click();
      await eventually(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('Tỉnh Bắc Ninh 2021–2025');
      expect(await page.evaluate('location.hash')).toBe('#unit=24&year=2025&view=movement');
      const old = await open('trung-uong', 'year=2022&unit=24&view=movement', { width: 320, scheme: 'dark' });
      expect(await old.page.getByRole('heading', { level: 1 }).textContent()).toBe('Tỉnh Bắc Giang 2021–2025');
      expect(await table(old.page).getByText('Đơn vị không có trên bản đồ của năm này').count()).toBeGreaterThan(0);
      await expectAccessible(old.page);
      expect(await old.page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    });
  });
});
