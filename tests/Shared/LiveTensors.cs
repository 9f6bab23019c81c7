namespace LogitLens.TestSupport;

/// <summary>Counts native handles. Tests that use it stand in a collection of their own, so that no other test's tensors come between.</summary>
[CollectionDefinition(Collection, DisableParallelization = true)]
public sealed class LiveTensors
{
    public const string Collection = "live tensors";

    /// <summary>How many more handles are alive after the action than before it, those included that only a finalizer would free.</summary>
    public static long LeftBy(Action action)
    {
        // What earlier tests left to finalizers must be gone first; after that no finalizer may run, or it would hide a leak.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long before = global::TorchSharp.torch.Tensor.TotalCount;
        bool held = GC.TryStartNoGCRegion(64 << 20);
        try
        {
            action();
            return global::TorchSharp.torch.Tensor.TotalCount - before;
        }
        finally
        {
            if (held)
            {
                GC.EndNoGCRegion();
            }
        }
    }
}
