#include "app/command_line.hpp"

int main(int count, char** arguments) { return separatrix::runCommandLine(count, arguments); }
