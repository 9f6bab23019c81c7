using LogitLens.Cli.CommandLine;
using LogitLens.Cli.Commands;

using var interrupt = new InterruptSignal();
return (int)new Application(Subcommands.All, Console.Out, Console.Error).Run(args, interrupt.Token);
