using System.Runtime.InteropServices;

namespace LogitLens.Engine;

/// <summary>Tells a lack of memory from an engine's other failures.</summary>
public static class OutOfMemory
{
    // ATen's and c10's words, on the CPU and on a GPU.
    private static readonly string[] s_words = ["can't allocate memory", "out of memory", "CUBLAS_STATUS_ALLOC_FAILED"];

    /// <summary>Whether memory ran out, of the machine or of its GPU.</summary>
    public static bool Is(Exception exception) => exception is OutOfMemoryException
        || (exception is ExternalException && s_words.Any(words => exception.Message.Contains(words, StringComparison.OrdinalIgnoreCase)));
}
