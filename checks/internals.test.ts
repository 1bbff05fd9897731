import { describe, expect, it } from 'vitest';
import { internalsIn } from './internals.ts';

describe('the inside of a server', () => {
  it.each([
    ['the JVM', 'java.lang.NullPointerException\n\tat com.acme.api.Orders.find(Orders.java:42)'],
    ['the JVM', 'at java.base/jdk.internal.reflect.Invoke.invoke0(Native Method)'],
    ['the JVM', 'Caused by: org.acme.store.StoreException: no'],
    ['.NET', '   at Acme.Api.Orders.Find(Int32 id) in C:\\build\\Orders.cs:line 42'],
    ['.NET', '   at Acme.Api.Orders.Find(Int32 id)\r\n   at System.Web.Mvc.Invoke(Object o)'],
    ['Python', 'Traceback (most recent call last):\n  File "/app/api.py", line 3, in find\nKeyError'],
    ['Python', 'File "/usr/lib/python3/dist-packages/flask/app.py", line 2073, in wsgi_app'],
    [
      'Node',
      'TypeError: x\n    at Layer.handle [as handle_request] (/app/node_modules/express/layer.js:95:5)',
    ],
    ['Node', 'Error: x<br> &nbsp; &nbsp;at /srv/app/index.mjs:3:9<br>'],
    ['Node', '    at node:internal/main/run_main_module:28:49'],
    ['Node', '    at file:///app/dist/orders.js:10:7'],
    ['Go', 'goroutine 34 [running]:\nmain.find(...)'],
    ['Go', 'panic: runtime error: index out of range\n\tmain.go:12 +0x1d'],
    ['PHP', '<b>Fatal error</b>: Uncaught Error in <b>/var/www/html/api.php</b> on line <b>12</b>'],
    ['PHP', '#0 /var/www/api.php(12): find()'],
    ['Ruby', "app/models/order.rb:12:in `find'"],
    ['Rust', "thread 'main' panicked at src/main.rs:4:5"],
    ['Oracle', 'ORA-00933: SQL command not properly ended'],
    ['MySQL', 'You have an error in your SQL syntax; check the manual'],
    ['SQL state', 'SQLSTATE[42S02]: Base table or view not found'],
    ['PostgreSQL', 'ERROR: duplicate key value violates unique constraint "orders_name_key"'],
    ['PostgreSQL', 'syntax error at or near "SELECT"'],
    ['SQL Server', "Unclosed quotation mark after the character string 'x'."],
    ['SQLite', 'SQLITE_CONSTRAINT: UNIQUE constraint failed: orders.name'],
    ['JDBC', 'org.hibernate.exception.ConstraintViolationException: could not execute statement'],
    ['source file', 'cannot open /usr/share/acme/lib/orders.py'],
    ['source file', 'failed in C:\\inetpub\\api\\Orders.cs'],
  ])('is seen: %s in %j', (what, text) => {
    expect(
      internalsIn(text)
        .map((one) => one.what)
        .join(', '),
    ).toContain(what);
  });

  it.each([
    'The order was not found at the warehouse (Berlin).',
    'Exception: the order is closed. Caused by: a missing signature',
    'Warning: the limit is near. See https://docs.example.com/usr/guide.php on line',
    'at 12:30:15 the request was refused',
    'See /api/v1/orders/12 and /var/orders for more',
    '<script src="/opt/app/main.js"></script><link href=\'/usr/style.ts\'>',
    '<script src="https://cdn.example.com/usr/lib/x.js"></script>',
    'goroutine and panic are words',
    'name must match ^[a-z]+$ at /name',
    'SQL is not supported; syntax error at position 4',
    'Unexpected token } in JSON at position 12',
    'relation "friend" is not known',
    'the file C:\\Users\\me\\report.docx is no picture',
  ])('is not seen in %j', (text) => {
    expect(internalsIn(text)).toEqual([]);
  });

  it('is looked for in long texts without end', () => {
    const long = `${'at a.b.'.repeat(50_000)}${'/usr/'.repeat(50_000)}${'panic: x '.repeat(20_000)}`;

    expect(internalsIn(long)).toEqual([]);
  });
});
