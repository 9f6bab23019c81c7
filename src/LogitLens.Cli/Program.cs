using LogitLens.Cli;

using InterruptSignal interrupt = new();
ExitCode code = new Application(Subcommands.All, Console.Out, Console.Error).Run(args, interrupt.Token);
return (int)(code == ExitCode.Interrupted ? interrupt.ExitCode : code);
