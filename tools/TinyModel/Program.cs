using TinyModel;

using CancellationTokenSource interrupt = new();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    interrupt.Cancel();
};
return Workshop.Run(args, Console.Out, Console.Error, interrupt.Token);
