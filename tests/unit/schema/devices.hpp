#pragma once

#include "tests/unit/schema/replayed.hpp"

namespace migc {

/// A schema for the cases below to go wrong in.
inline constexpr const char* devices = R"(
  create table vendors (id integer primary key, name text unique);
  create table devices (
    id integer primary key,
    vendor_id integer references vendors (id),
    serial text not null,
    model text default 'x' collate nocase,
    price numeric(10, 2) constraint positive check (price > 0),
    total numeric generated always as (price * 2),
    constraint one_serial unique (serial, model)
  );
  create index by_model on devices (model);
  create view cheap as select id, serial from devices where price < 10;
  create trigger log_devices after insert on devices begin update devices set model = 'y'; end;
  create type state as enum ('on', 'off');
  create table machines (id integer, state state);
)";

struct Case {
  const char* statement;
  const char* told;
};

inline void check(const Case& c) {
  Replayed run(devices);
  REQUIRE(run.told() == "");
  run.block(c.statement);
  INFO(c.statement);
  CHECK(run.told() == c.told);
}

}  // namespace migc
