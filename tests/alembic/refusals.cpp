#include "tests/alembic/checks.hpp"
#include "tests/alembic/project.hpp"

namespace migc::alembic_test {

namespace {

const std::vector<Revision> parted = {
    {.id = "001_devices", .message = "Devices"},
    {.id = "002_vendors", .parents = {"001_devices"}, .message = "Vendors"},
    {.id = "003_serial", .parents = {"001_devices"}, .labels = {"serial"}, .message = "Serials"},
    {.id = "004_index", .parents = {"003_serial"}, .message = "Index of serials"},
};

struct Refusal {
  Words words;
  std::string advice;  ///< What migc tells to do instead.
};

const std::vector<Refusal> refusals = {
    {{"upgrade", "head"}, "`migc upgrade heads`"},
    {{"upgrade", "nowhere"}, "`migc history`"},
    {{"upgrade", "00"}, "`migc upgrade 001_devices`"},
    {{"upgrade", "serials@head"}, "did you mean `serial`?"},
    {{"upgrade", "+1"}, "`migc upgrade 002_vendors`"},
    {{"downgrade", "nowhere"}, "`migc history`"},
    {{"downgrade", "-9"}, "`migc downgrade base`"},
    {{"downgrade", "002"}, "`migc upgrade 002_vendors`"},
    {{"stamp", "nowhere"}, "`migc history`"},
    {{"show", "00"}, "`001_devices`"},
    {{"history", "-r", "004:001"}, "from the older revision to the newer"},
    {{"history", "-r", "002:004"}, "from the older revision to the newer"},
    {{"revision", "-m", "Where"}, "`--head`"},
    {{"revision", "-m", "Where", "--head", "001_devices"}, "`--splice`"},
    {{"revision", "-m", "Where", "--head", "branch_of_serials"}, "`migc history`"},
    {{"merge", "-m", "Join", "001_devices", "002_vendors"}, "`migc heads`"},
};

std::string refuse(const Project& project, const Refusal& refusal) {
  const std::vector<std::string> rows = project.rows();
  const Answer theirs = project.alembic(refusal.words), ours = project.migc(refusal.words);
  if (theirs.exit == 0) return "Alembic does it";
  if (ours.exit == 0) return "migc does it";
  if (project.rows() != rows) return "the version table has changed";
  return ours.text.find(refusal.advice) == ours.text.npos
             ? "no " + refusal.advice + " in\n" + ours.text
             : "";
}

/// Alembic warns of it and takes either line.
std::string step_back_from_two_lines(const Project& project) {
  (void)project.alembic({"upgrade", "heads"});
  const Answer ours = project.migc({"downgrade", "-1"});
  const bool told = ours.text.find("`migc downgrade 002_vendors-1`") != ours.text.npos &&
                    ours.text.find("`migc downgrade 004_index-1`") != ours.text.npos;
  if (ours.exit == 0 || !told || project.rows().size() != 2) return ours.text;
  const Answer done = project.migc({"downgrade", "004_index-1"});
  return project.rows() == Words{"002_vendors", "003_serial"} ? "" : done.text;
}

}  // namespace

void check_refusals(Alembic& alembic, const std::string& migc, support::Tally& tally) {
  const Project project(alembic, migc);
  project.add(parted);
  (void)project.alembic({"upgrade", "001_devices"});
  for (const Refusal& refusal : refusals)
    tally.check("refused: " + spoken(refusal.words), [&] { return refuse(project, refusal); });
  tally.check("downgrade -1 from two lines", [&] { return step_back_from_two_lines(project); });
}

}  // namespace migc::alembic_test
