#include "tests/random/invent.hpp"

namespace migc::random {

View invent_view(Rng& rng, Model& model) {
  const Table& table = rng.pick(model.tables);
  const Table& other = rng.pick(model.tables);
  const TableRef from{table.id}, joined{other.id};
  const ColumnRef a{rng.pick(table.columns).id}, b{rng.pick(table.columns).id};
  const ColumnRef c{rng.pick(other.columns).id};
  View view{invent_name(rng, model, "v"), {}};
  switch (rng.below(5)) {
    case 0:
      view.query = {"select * from ", from};
      break;
    case 1:
      view.query = {"select ", a, " as x, ", b, " as y from ", from, " where ", a, " is not null"};
      break;
    case 2:
      view.query = {"select l.", a,      " as x, r.",   c, " as y from ", from,
                    " l join ",  joined, " as r on l.", b, " = r.",       c};
      break;
    case 3:
      view.query = {"with q (z) as (select ", a, " from ", from,
                    ") select z, count(*) from q group by z"};
      break;
    default:
      view.query = {"select ", a, " as x from ", from, " union all select ", c, " from ", joined};
      break;
  }
  return view;
}

Trigger invent_trigger(Rng& rng, Model& model) {
  const Table& table = rng.pick(model.tables);
  const Table& other = rng.pick(model.tables);
  const TableRef on{table.id}, target{other.id};
  const ColumnRef a{rng.pick(table.columns).id};
  Trigger trigger{invent_name(rng, model, "tr"), table.id, {}};
  const Column* written = some_column(rng, other);
  const ColumnRef c{written == nullptr ? other.columns[0].id : written->id};
  switch (rng.below(4)) {
    case 0:
      trigger.text = {"after insert on ",
                      on,
                      " when new.",
                      a,
                      " is not null begin update ",
                      target,
                      " set ",
                      c,
                      " = new.",
                      a,
                      " where 1 = 0; end"};
      break;
    case 1:
      trigger.text = {
          "before update of ", a, " on ",    on, " begin delete from ",           target,
          " where ",           c, " = old.", a,  " and 1 = 0; select 'end;'; end"};
      break;
    case 2:
      trigger.text = {"after delete on ",
                      on,
                      " for each row begin insert into ",
                      target,
                      " (",
                      c,
                      ") select old.",
                      a,
                      " where 1 = 0; end"};
      break;
    default:
      trigger.text = {"before insert on ", on, " begin select case when new.", a,
                      " = 'forbidden' then raise(abort, 'no; no') end; end"};
      break;
  }
  return trigger;
}

Trigger invent_view_trigger(Rng& rng, Model& model) {
  const View& view = rng.pick(model.views);
  const Table& target = rng.pick(model.tables);
  const Column* written = some_column(rng, target);
  const ColumnRef column{written == nullptr ? target.columns[0].id : written->id};
  Trigger trigger{invent_name(rng, model, "tr"), 0, {}, view.name};
  const std::string on = " on " + name_text(view.name) + " begin ";
  if (rng.chance(50))
    trigger.text = {"instead of insert" + on + "update ",
                    TableRef{target.id},
                    " set ",
                    column,
                    " = ",
                    column,
                    " where 1 = 0; end"};
  else
    trigger.text = {"instead of delete" + on + "delete from ", TableRef{target.id}, " where ",
                    column, " = 'no; row'; select 1; end"};
  return trigger;
}

std::optional<Fulltext> invent_fulltext(Rng& rng, Model& model) {
  const Table& table = rng.pick(model.tables);
  const auto is_plain = [](const std::string& name) { return name_text(name) == name; };
  if (table.without_rowid || !is_plain(table.name)) return {};
  Fulltext fulltext{invent_name(rng, model, "ft"), table.id, {}};
  for (const Column& column : table.columns)
    if (is_plain(column.name) && rng.chance(60)) fulltext.columns.push_back(column.id);
  if (fulltext.columns.empty()) return {};
  return fulltext;
}

}  // namespace migc::random
