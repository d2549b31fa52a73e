#include "tests/alembic/alembic.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace migc::alembic_test {

namespace {

/// `python3` on PATH may be another one, without Debian's packages.
constexpr const char* python = "/usr/bin/python3";

constexpr const char* not_there = "none";

struct Pipe {
  int read_end = -1, write_end = -1;
};

Pipe make_pipe() {
  int ends[2];
  if (pipe(ends) != 0) throw std::runtime_error("cannot make a pipe");
  return {ends[0], ends[1]};
}

}  // namespace

std::string spoken(const Words& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

Alembic::Alembic(const std::string& driver) {
  const Pipe in = make_pipe(), out = make_pipe();
  process_ = fork();
  if (process_ < 0) throw std::runtime_error("cannot fork");
  if (process_ == 0) {
    dup2(in.read_end, STDIN_FILENO);
    dup2(out.write_end, STDOUT_FILENO);
    for (const int end : {in.read_end, in.write_end, out.read_end, out.write_end}) close(end);
    execl(python, python, driver.c_str(), static_cast<char*>(nullptr));
    _exit(std::puts(not_there) < 0 || std::fflush(stdout) != 0 ? 1 : 0);
  }
  close(in.read_end);
  close(out.write_end);
  questions_ = fdopen(in.write_end, "w");
  answers_ = fdopen(out.read_end, "r");
  version_ = next_line();
}

Alembic::~Alembic() {
  std::fclose(questions_);  // its input ends, and so does it
  std::fclose(answers_);
  waitpid(process_, nullptr, 0);
}

bool Alembic::is_there() const { return version_ != not_there; }

Answer Alembic::run(const std::string& folder, const std::vector<std::string>& words) {
  const nlohmann::json question = {{"folder", folder}, {"words", words}};
  std::fputs((question.dump() + "\n").c_str(), questions_);
  std::fflush(questions_);
  const nlohmann::json answer = nlohmann::json::parse(next_line());
  return {answer.at("exit").get<int>(), answer.at("text").get<std::string>()};
}

std::string Alembic::next_line() {
  std::string line;
  for (int c = std::fgetc(answers_); c != '\n'; c = std::fgetc(answers_)) {
    if (c == EOF) throw std::runtime_error("Alembic has gone");
    line += static_cast<char>(c);
  }
  return line;
}

}  // namespace migc::alembic_test
