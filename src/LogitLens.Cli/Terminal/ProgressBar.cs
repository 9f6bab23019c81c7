using Spectre.Console;
using Spectre.Console.Rendering;

namespace LogitLens.Cli;

/// <summary>Draws one activity as a bar on standard error until it is disposed.</summary>
internal sealed class ProgressBar : IDisposable
{
    private static readonly TimeSpan s_refresh = TimeSpan.FromMilliseconds(200);
    private readonly ManualResetEventSlim _over = new();
    private readonly IAnsiConsole _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
    private readonly Thread _thread;

    public ProgressBar(Activity activity)
    {
        _thread = new Thread(() => Draw(activity)) { IsBackground = true, Name = "progress" };
        _thread.Start();
    }

    public void WriteAbove(string line) => _console.WriteLine(line);

    public void Dispose()
    {
        _over.Set();
        _thread.Join();
        _over.Dispose();
    }

    private void Draw(Activity activity) => _console.Progress()
        .AutoClear(true)
        .Columns(activity.Total == 0
            ? [new TaskDescriptionColumn(), new ProgressBarColumn(), new ElapsedTimeColumn()]
            : [new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RateColumn(activity)])
        .Start(context =>
        {
            ProgressTask task = context.AddTask(Markup.Escape(activity.Name), maxValue: Math.Max(1, activity.Total));
            task.IsIndeterminate = activity.Total == 0;
            do
            {
                task.Value = activity.Done;
            }
            while (!_over.Wait(s_refresh));
        });

    private sealed class RateColumn(Activity activity) : ProgressColumn
    {
        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(activity.Describe());
    }
}
