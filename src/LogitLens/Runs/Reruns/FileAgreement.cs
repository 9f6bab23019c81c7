namespace LogitLens.Runs;

/// <summary>How far two files, or runs, say the same.</summary>
public enum Agreement
{
    /// <summary>The same bytes.</summary>
    SameBytes,

    /// <summary>The same words and counts, and numbers that differ by no more than the tolerance.</summary>
    WithinTolerance,

    /// <summary>They do not.</summary>
    No,
}

/// <summary>How far a file of a run agrees with that of its repetition.</summary>
/// <param name="File">Its name in the run's folder.</param>
/// <param name="Agreement">Whether it does.</param>
/// <param name="Numbers">How many numbers were compared; 0 where the bytes are the same.</param>
/// <param name="LargestDifference">The largest difference of two numbers, over 1 or their size, whichever is more.</param>
/// <param name="OtherDifferences">How many words and counts differ, or are missing on one side.</param>
/// <param name="First">Where the first difference beyond the tolerance is; null where there is none.</param>
public sealed record FileAgreement(string File, Agreement Agreement, long Numbers, double LargestDifference, long OtherDifferences, string? First);
