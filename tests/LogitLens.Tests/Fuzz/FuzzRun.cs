using System.Diagnostics;

namespace LogitLens.Tests.Fuzz;

/// <summary>Gives a parser one input after another and holds what it does against what every parser owes.</summary>
internal sealed class FuzzRun : IDisposable
{
    private readonly FuzzTarget _target;
    private readonly InputMaker _maker;
    private readonly FuzzFolder _folder = new();

    public FuzzRun(FuzzTarget target)
    {
        (_target, _maker) = (target, new InputMaker(target));

        // What is made once, such as regular expressions and the reflection of options, is no input's doing.
        foreach (byte[] seed in target.Seeds)
        {
            Try(seed);
            _folder.FindEscape();
        }
    }

    /// <summary>How many inputs were read, and how many of them refused.</summary>
    public (long Inputs, long Refused) Count { get; private set; }

    /// <summary>The most bytes that one input had allocated.</summary>
    public long MostAllocated { get; private set; }

    /// <summary>The longest that one input took.</summary>
    public TimeSpan Longest { get; private set; }

    /// <summary>Makes the input of this number and reads it.</summary>
    /// <exception cref="FuzzFailure">The parser threw what no user can use, allocated by a claim, or wrote where it must not.</exception>
    public void Once(int seed, long number)
    {
        byte[] input = _maker.Make(seed, number);
        try
        {
            Check(input);
        }
        catch (FuzzFailure failure)
        {
            throw new FuzzFailure($"{_target.Name}, input {number} of seed {seed}: {failure.Message}: {Convert.ToBase64String(input)}", failure.InnerException);
        }
    }

    /// <summary>Reads an input.</summary>
    /// <exception cref="FuzzFailure">As for <see cref="Once"/>.</exception>
    public void Check(byte[] input)
    {
        long before = GC.GetAllocatedBytesForCurrentThread(), start = Stopwatch.GetTimestamp();
        Exception? thrown = Try(input);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        TimeSpan took = Stopwatch.GetElapsedTime(start);
        Count = (Count.Inputs + 1, Count.Refused + (thrown is null ? 0 : 1));
        MostAllocated = Math.Max(MostAllocated, allocated);
        Longest = took > Longest ? took : Longest;

        if (thrown is not null && !IsForTheUser(thrown))
        {
            throw new FuzzFailure($"{thrown.GetType().Name}: {thrown.Message}", thrown);
        }

        if (thrown is { Message: "" })
        {
            throw new FuzzFailure("an error without a message", thrown);
        }

        long most = _target.Allocation.Fixed + (_target.Allocation.PerByte * input.Length);
        if (allocated > most)
        {
            throw new FuzzFailure($"{allocated} bytes were allocated for an input of {input.Length}, at most {most} may be", thrown);
        }

        if (_folder.FindEscape() is { } escape)
        {
            throw new FuzzFailure($"{escape} was written", thrown);
        }
    }

    public void Dispose() => _folder.Dispose();

    private Exception? Try(byte[] input)
    {
        try
        {
            _target.Read(input, _folder);
            return null;
        }
#pragma warning disable CA1031 // What is thrown is what is tested.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return e;
        }
    }

    private bool IsForTheUser(Exception thrown) => thrown is InputException || _target.Errors.Any(type => type.IsInstanceOfType(thrown));
}

/// <summary>A parser did what it must not.</summary>
internal sealed class FuzzFailure(string message, Exception? inner) : Exception(message, inner)
{
    /// <summary>What tells one failure from another: the error's type and the first place of ours that it went through.</summary>
    public string Kind => InnerException is { } thrown
        ? thrown.GetType().Name + thrown.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("LogitLens.", StringComparison.Ordinal))
        : Message[..Math.Min(40, Message.Length)];
}
