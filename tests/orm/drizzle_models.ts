import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

export const vendors = sqliteTable("vendors", {
  id: integer().primaryKey({ autoIncrement: true }),
  name: text({ length: 100 }).notNull().unique(),
  active: integer({ mode: "boolean" }).notNull().default(true),
  created: text().default(sql`CURRENT_TIMESTAMP`),
});

export const devices = sqliteTable(
  "devices",
  {
    id: integer().primaryKey(),
    vendor: integer().notNull().references(() => vendors.id, { onDelete: "cascade" }),
    serial: text(),
    price: integer(),
    // MORE
  },
  (t) => [
    index("ix_serial").on(t.serial),
    uniqueIndex("ux_vendor_serial").on(t.vendor, t.serial),
    check("ck_price", sql`${t.price} >= 0`),
  ],
);
