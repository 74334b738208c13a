import { describe, expect, test } from 'vitest';
import { eventually, executable, expectAccessible, settled, type Visit, visitor } from './browser.js';
import { servedCountry } from './kit.js';

/** As a title, so that a run without a browser says why these were left out. */
const title = executable === null ? 'the console (skipped: no Chromium; CHROMIUM names one)' : 'the console';

describe.skipIf(executable === null)(title, async () => {
  if (executable === null) return;
  const { url, tokenFor } = await servedCountry();
  const visit = await visitor(url);
  const open = async (tenant: string, at: string, over: Visit = {}) =>
    visit({ token: await tokenFor(tenant), at, ...over });

  describe('signing in', () => {
    test('a token that is no token is refused in words, and nothing of it is kept', async () => {
      const { page } = await visit({});
      await page.getByLabel('Mã truy cập').fill('x.y.z');
      await page.getByRole('button', { name: 'Đăng nhập' }).click();
      await eventually(() => page.getByRole('alert').textContent()).toMatch(/sai hoặc đã hết hạn/);
      expect(await page.evaluate('document.activeElement.id')).toBe('token');
      expect(await page.evaluate('sessionStorage.length + localStorage.length')).toBe(0);
      await expectAccessible(page);
    });

    test('the board sees the nation; its token is in this tab alone, and gone when it signs out', async () => {
      const { page, complaints } = await visit({ at: 'year=2022' });
      const token = await tokenFor('trung-uong');
      // As it comes out of a terminal.
      await page.getByLabel('Mã truy cập').fill(`Bearer ${token}\n`);
      await page.keyboard.press('Enter');
      await settled(page);
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Cả nước 2022');
      expect(await page.evaluate('Object.values(sessionStorage)')).toEqual([token]);
      expect(await page.evaluate('[localStorage.length, document.cookie, location.hash]')).toEqual([
        0,
        '',
        '#year=2022',
      ]);
      await page.getByRole('button', { name: 'Đăng xuất' }).click();
      await page.getByRole('heading', { name: 'Đăng nhập' }).waitFor();
      expect(await page.evaluate('sessionStorage.length')).toBe(0);
      expect(complaints).toEqual([]);
    });

    test('whose token ends meanwhile is told so', async () => {
      const { page } = await open('ha-noi', 'year=2022');
      await page.evaluate(`sessionStorage.setItem('thi-dua-token', 'gone.by.now')`);
      await page.reload();
      await eventually(() => page.getByRole('alert').textContent()).toMatch(/không còn hiệu lực/);
    });
  });

  test('a token that ends while the page is open is told and asked for again, and the place is kept', async () => {
    const { page } = await open('trung-uong', 'year=2022&unit=44');
    await page.route('**/graphql', (route) => route.fulfill({ status: 401, json: { errors: [] } }));
    await page.getByRole('combobox', { name: 'Chỉ tiêu' }).selectOption('POOR_HOUSEHOLDS');
    await eventually(() => page.getByRole('alert').textContent()).toMatch(/không còn hiệu lực/);
    expect(await page.evaluate('sessionStorage.getItem("thi-dua-token")')).toBeNull();
    expect(await page.evaluate('document.activeElement.id')).toBe('token');
    await page.unroute('**/graphql');
    await page.getByLabel('Mã truy cập').fill(await tokenFor('trung-uong'));
    await page.keyboard.press('Enter');
    await settled(page);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Tỉnh Quảng Bình 2022');
    expect(await page.locator('.huge').textContent()).toContain('12.855');
  });

  test('figures leave the screen when the token says that it has ended, though nobody touches the page', async () => {
    const { page } = await visit({ at: 'year=2022' });
    await page.clock.install();
    await page.getByLabel('Mã truy cập').fill(await tokenFor('ha-noi'));
    await page.keyboard.press('Enter');
    await settled(page);
    await page.clock.fastForward('13:00:00');
    await eventually(() => page.getByRole('alert').textContent()).toMatch(/không còn hiệu lực/);
    expect(await page.locator('.tile').count()).toBe(0);
  });

  test('a list that has more than one answer holds says how many there are, and brings the others', async () => {
    const { page } = await visit({ at: 'year=2022' });
    // As if the country had more provinces than the graph gives at once.
    await page.route('**/graphql', (route) => {
      const asked = route.request().postDataJSON();
      if ('first' in asked.variables) asked.variables.first = 25;
      return route.continue({ postData: JSON.stringify(asked) });
    });
    await page.getByLabel('Mã truy cập').fill(await tokenFor('trung-uong'));
    await page.keyboard.press('Enter');
    await settled(page);
    const rows = page.getByRole('region', { name: /Các tỉnh, thành phố:/ }).getByRole('row');
    const said = page.locator('.more [role=status]');
    const more = page.getByRole('button', { name: 'Tải thêm' });
    expect([await rows.count(), await said.textContent()]).toEqual([26, 'Đang hiển thị 25 trong tổng số 63.']);
    await more.click();
    await eventually(() => said.textContent()).toBe('Đang hiển thị 50 trong tổng số 63.');
    expect(await page.evaluate('document.activeElement.innerText')).toBe('Tải thêm');
    await more.click();
    await eventually(() => said.textContent()).toBe('Đã hiển thị tất cả: 63.');
    expect([await rows.count(), await more.count()]).toEqual([64, 0]);
    // The button is gone: whoever pressed it goes on in the list.
    expect(await page.evaluate('document.activeElement.className')).toBe('scroll');
    await page.getByRole('combobox', { name: 'Năm' }).selectOption('2021');
    await eventually(() => said.textContent()).toBe('Đang hiển thị 25 trong tổng số 63.');
  });

  describe('the nation', () => {
    test('is shown as tiles with their values, as a table, and with how much of it is known', async () => {
      const { page, complaints } = await open('trung-uong', 'year=2022');
      expect(await page.locator('.tile').count()).toBe(63);
      expect(await page.getByRole('link', { name: 'Quảng Bình 5,0 (5,00%)' }).count()).toBe(1);
      expect(await page.locator('.huge').textContent()).toContain('4,03%');
      expect(await page.locator('.main-figure .coverage').textContent()).toBe('1/63 đơn vị cấp dưới đã có số liệu');
      const table = page.getByRole('region', { name: /Các tỉnh, thành phố:/ });
      expect(await table.getByRole('row').count()).toBe(64);
      expect(await table.getByRole('row', { name: /Tỉnh Hà Giang/ }).textContent()).toContain('–');
      expect(complaints).toEqual([]);
    });

    test('on the other map has 34 provinces, and the address says so', async () => {
      const { page } = await open('trung-uong', 'year=2022');
      await page.getByRole('button', { name: '34 tỉnh' }).click();
      await eventually(() => page.locator('.tile').count()).toBe(34);
      expect(await page.evaluate('location.hash')).toBe('#year=2022&boundary=2025-07-01');
      expect(await page.locator('.huge').textContent()).toContain('4,03%');
      await page.getByRole('button', { name: '63 tỉnh' }).click();
      await eventually(() => page.locator('.tile').count()).toBe(63);
      expect(await page.evaluate('location.hash')).toBe('#year=2022');
    });

    test('has a trend that can be read as a table, where a part of a sum is told from a whole', async () => {
      const { page } = await open('trung-uong', 'year=2022');
      await page.locator('canvas').waitFor();
      await page.getByText('Xem dạng bảng').click();
      const rows = page.getByRole('region', { name: 'Diễn biến 10 năm, dạng bảng' }).getByRole('row');
      expect(await rows.count()).toBe(11);
      expect(await rows.filter({ hasText: '2019' }).textContent()).toContain('chưa đầy đủ');
      expect(await rows.filter({ hasText: '2016' }).first().textContent()).toContain('8,23%');
    });

    test('shows who handed in the report that was due, who late, and who never', async () => {
      const { page } = await open('trung-uong', 'year=2022');
      const table = page.getByRole('region', { name: 'Kỷ luật báo cáo theo đơn vị' });
      const cells = async (name: RegExp) =>
        (await table.getByRole('row', { name }).getByRole('cell').allTextContents()).slice(0, 5);
      expect(await cells(/Cao Bằng/)).toEqual(['1', '1', '0', '0', '0']);
      expect(await cells(/Hà Nội/)).toEqual(['1', '0', '1', '0', '0']);
      expect(await cells(/Quảng Bình/)).toEqual(['1', '0', '0', '1', '0']);
      const [due, onTime, late, missing] = (await cells(/Tổng cộng/)).map(Number);
      expect([onTime, late]).toEqual([1, 1]);
      expect(due).toBe(Number(missing) + 2);
    });

    test('is shown in English too, numbers and dates with it', async () => {
      const { page } = await open('trung-uong', 'year=2022&indicator=POOR_HOUSEHOLDS');
      expect(await page.locator('.huge').textContent()).toContain('1.057.374');
      await page.getByRole('button', { name: 'English' }).click();
      await eventually(() => page.locator('.huge').textContent()).toContain('1,057,374');
      expect(await page.evaluate('[document.documentElement.lang, document.title]')).toEqual([
        'en',
        'Viet Nam 2022 – Thi Đua Graph',
      ]);
      expect(await page.locator('main').innerText()).not.toMatch(/Chỉ tiêu|Độ bao phủ|Kỷ luật/);
    });
  });

  describe('the way down', () => {
    test('leads from the nation to a ward, tells where one is, and back', async () => {
      const { page } = await open('trung-uong', 'year=2022');
      await page.getByRole('link', { name: /^Hà Nội / }).click();
      for (const unit of ['Quận Thanh Xuân', 'Phường Khương Mai']) {
        await settled(page);
        await page.getByRole('link', { name: unit }).click();
      }
      await eventually(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('Phường Khương Mai 2022');
      // Whoever reads by ear goes on at the heading of where they went.
      expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
      const path = page.getByRole('navigation', { name: 'Đường dẫn đơn vị' });
      expect(await path.getByRole('listitem').allTextContents()).toEqual([
        'Cả nước',
        'Hà Nội',
        'Thanh Xuân',
        'Khương Mai',
      ]);
      const address = page.url();
      await page.goBack();
      await eventually(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('Quận Thanh Xuân 2022');
      await page.goto(address);
      await eventually(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('Phường Khương Mai 2022');
    });

    test('leads a province to itself, and shows it what others do not see', async () => {
      const { page } = await open('quang-binh', 'year=2022');
      expect(await page.locator('.tile.own .name').textContent()).toBe('Quảng Bình');
      await page.getByRole('link', { name: 'Đơn vị của tôi' }).click();
      await eventually(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('Tỉnh Quảng Bình 2022');
      expect(
        await page
          .getByRole('region', { name: /Các quận, huyện:/ })
          .getByRole('row')
          .count(),
      ).toBe(9);
    });

    test('leads a commune to itself, in the year from which it stands', async () => {
      const { page } = await open('phuong-khuong-dinh', 'year=2022');
      await page.getByRole('link', { name: 'Đơn vị của tôi' }).click();
      await eventually(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('Phường Khương Đình 2025');
      expect(await page.getByRole('navigation', { name: 'Đường dẫn đơn vị' }).getByRole('listitem').count()).toBe(3);
    });

    test('follows a unit to the other map, not its code; where it was several, says which', async () => {
      const { page } = await open('trung-uong', 'year=2022&unit=24');
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Tỉnh Bắc Giang 2022');
      await page.getByRole('button', { name: '34 tỉnh' }).click();
      await eventually(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('Tỉnh Bắc Ninh 2022');
      await settled(page);
      expect(await page.getByText('Báo cáo năm là của những đơn vị tồn tại vào cuối năm').count()).toBe(1);
      expect(await page.getByText('Chỉ nhận được một phần câu trả lời').count()).toBe(0);
      await page.getByRole('button', { name: '63 tỉnh' }).click();
      await eventually(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('Cả nước 2022');
      const links = page.locator('.choices .notice').getByRole('link');
      expect(await links.allTextContents()).toEqual(['Tỉnh Bắc Giang', 'Tỉnh Bắc Ninh']);
    });

    test('ends where no unit bears the code', async () => {
      const { page } = await open('trung-uong', 'year=2022&unit=99');
      await eventually(() => page.getByRole('alert').textContent()).toContain('Không có đơn vị mang mã này');
    });
  });

  test('what could not be answered is told, and what could is shown', async () => {
    const { page } = await visit({ at: 'year=2022' });
    await page.route('**/graphql', async (route) => {
      const response = await route.fetch();
      const answer = await response.json();
      if (answer.data?.annualReport) {
        answer.data.annualReport.discipline = null;
        answer.errors = [
          {
            message: 'A part cannot be reached.',
            path: ['annualReport', 'discipline'],
            extensions: { code: 'UNAVAILABLE' },
          },
        ];
      }
      await route.fulfill({ response, json: answer });
    });
    await page.getByLabel('Mã truy cập').fill(await tokenFor('trung-uong'));
    await page.keyboard.press('Enter');
    await settled(page);
    const told = page.getByRole('alert').filter({ hasText: 'một phần' });
    await eventually(() => told.textContent()).toMatch(/tạm thời không kết nối được.*annualReport\.discipline/);
    expect(await page.locator('.tile').count()).toBe(63);
    expect(await page.getByRole('heading', { name: 'Đơn vị hành chính' }).count()).toBe(1);
    await expectAccessible(page);
  });

  describe('downloads', () => {
    test('are fetched with the token and handed over under the name of year and unit', async () => {
      const { page } = await open('trung-uong', 'year=2022&unit=44');
      let sent: string | undefined;
      await page.route('**/reports/2022/44.csv', async (route) => {
        sent = route.request().headers().authorization;
        await route.fulfill({ body: 'a,b\n1,2\n', contentType: 'text/csv' });
      });
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Tải CSV' }).click(),
      ]);
      expect(download.suggestedFilename()).toBe('2022-44.csv');
      expect(sent).toMatch(/^Bearer /);
    });

    test('that the server refuses say why', async () => {
      const { page } = await open('trung-uong', 'year=2022');
      await page.route('**/reports/**', (route) =>
        route.fulfill({
          status: 503,
          contentType: 'application/problem+json',
          body: JSON.stringify({ title: 'Overloaded', detail: 'Try again in a moment.' }),
        }),
      );
      await page.getByRole('button', { name: 'Tải XLSX' }).click();
      await eventually(() => page.locator('.downloads p').textContent()).toBe('Không tải được: Try again in a moment.');
    });
  });

  test('everything is reached by keyboard: past the header, along the tiles, into a province, through its table', async () => {
    const { page } = await open('trung-uong', 'year=2022');
    const focused = () =>
      page.evaluate<string>(`(document.activeElement.ariaLabel ?? document.activeElement.innerText)`);
    await page.evaluate('document.body.focus()');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Chuyển đến nội dung chính');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
    let stops = 0;
    while (!(await focused()).startsWith('Lai Châu') && stops < 40) {
      await page.keyboard.press('Tab');
      stops += 1;
    }
    for (const [key, name] of [
      ['ArrowRight', 'Lào Cai'],
      ['ArrowDown', 'Yên Bái'],
      ['ArrowLeft', 'Điện Biên'],
      ['ArrowUp', 'Lai Châu'],
    ] as const) {
      await page.keyboard.press(key);
      expect(await focused()).toContain(name);
    }
    // The tiles are one stop: from them on one step, not sixty.
    await page.keyboard.press('Tab');
    expect(await focused()).not.toMatch(/^(Lào Cai|Hà Giang)/);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await eventually(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('Tỉnh Lai Châu 2022');
  });

  describe('WCAG 2.2 AA holds', () => {
    test.each<[string, string, string, Visit]>([
      ['the nation', 'trung-uong', 'year=2022', {}],
      ['the nation in the dark', 'trung-uong', 'year=2022&boundary=2025-07-01&lang=en', { scheme: 'dark' }],
      ['the nation on a phone', 'trung-uong', 'year=2022', { width: 320 }],
      ['a province on a phone in the dark', 'quang-binh', 'year=2022&unit=44', { width: 320, scheme: 'dark' }],
      ['a commune', 'phuong-khuong-dinh', 'year=2025&unit=00364', {}],
    ])('for %s', async (_name, tenant, at, over) => {
      const { page, complaints } = await open(tenant, at, over);
      await page.getByRole('heading', { name: /^(Báo cáo năm|Annual report)$/ }).waitFor();
      await expectAccessible(page);
      // Nothing is cut off: it scrolls in one direction only.
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      expect(complaints).toEqual([]);
    });

    test.each(['light', 'dark'] as const)('for signing in on a phone, %s', async (scheme) => {
      const { page } = await visit({ width: 320, scheme });
      await expectAccessible(page);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    });
  });
});
