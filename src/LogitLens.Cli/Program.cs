using LogitLens.Cli.CommandLine;
using LogitLens.Cli.Commands;

using var interrupt = new InterruptSignal();
ExitCode code = new Application(Subcommands.All, Console.Out, Console.Error).Run(args, interrupt.Token);
return (int)(code == ExitCode.Interrupted ? interrupt.ExitCode : code);
