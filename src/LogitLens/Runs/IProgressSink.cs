namespace LogitLens.Runs;

/// <summary>Hears how long work gets on; the command line draws it, a program may ignore it. Called from one thread at a time.</summary>
public interface IProgressSink
{
    /// <summary>A piece of work begins; the one before it, if any, is over.</summary>
    /// <param name="activity">What is being done, in a few words: "computing", "downloading model.safetensors".</param>
    /// <param name="total">How much there is to do, in <paramref name="unit"/>; 0 where that is not known.</param>
    /// <param name="done">How much of it was done before.</param>
    /// <param name="unit">What is counted: "examples"; "bytes" are shown as KiB and so on.</param>
    public void Begin(string activity, long total, long done = 0, string unit = "examples");

    /// <summary>So much more of it is done.</summary>
    public void Advance(long count);

    /// <summary>How the work stands beside how much of it is done: "loss 0.312, 4,100 tokens/s". What was said before is no longer so.</summary>
    public void Say(string state)
    {
    }

    /// <summary>The work is over, whether or not it was finished.</summary>
    public void End();

    /// <summary>Something worth a line: what was skipped, where a run goes on.</summary>
    public void Note(string message);

    /// <summary>Something that the user should know before trusting the result.</summary>
    public void Warn(string message);
}

/// <summary>A progress sink that ignores everything.</summary>
public sealed class SilentProgress : IProgressSink
{
    /// <summary>The only one needed.</summary>
    public static SilentProgress Instance { get; } = new();

    /// <inheritdoc/>
    public void Begin(string activity, long total, long done = 0, string unit = "examples")
    {
    }

    /// <inheritdoc/>
    public void Advance(long count)
    {
    }

    /// <inheritdoc/>
    public void End()
    {
    }

    /// <inheritdoc/>
    public void Note(string message)
    {
    }

    /// <inheritdoc/>
    public void Warn(string message)
    {
    }
}
