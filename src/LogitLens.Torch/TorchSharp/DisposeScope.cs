namespace TorchSharp;

/// <summary>
/// Owns the tensors created on this thread while it is the innermost scope, and frees those that were not moved out when it is disposed.
/// It moves and detaches only what it owns itself; a tensor of another scope is left where it is, without a word, as in TorchSharp.
/// </summary>
public sealed class DisposeScope : IDisposable
{
    [ThreadStatic]
    private static Chain? s_thread;

    private readonly HashSet<IDisposable> _owned = new(ReferenceEqualityComparer.Instance);
    private readonly Chain _chain;
    private DisposeScope? _outer;
    private bool _disposed;

    internal DisposeScope()
    {
        _chain = s_thread ??= new Chain();
        _outer = _chain.Innermost;
        _chain.Innermost = this;
    }

    public int DisposablesCount
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _owned.Count;
        }
    }

    internal static DisposeScope? Current => s_thread?.Innermost;

    public bool Contains(IDisposable disposable) => _owned.Contains(disposable);

    public T MoveToOuter<T>(T disposable)
        where T : IDisposable => MoveToOther(_outer, disposable);

    public T MoveToOther<T>(DisposeScope? scope, T disposable)
        where T : IDisposable
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_owned.Remove(disposable))
        {
            scope?._owned.Add(disposable);
            OwnerOf(disposable) = scope;
        }

        return disposable;
    }

    public T Detach<T>(T disposable)
        where T : IDisposable => MoveToOther(null, disposable);

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        IDisposable[] owned = [.. _owned];
        _owned.Clear();
        foreach (IDisposable disposable in owned)
        {
            disposable.Dispose();
        }

        _chain.Remove(this);
        _disposed = true;
    }

    internal void Add(torch.Tensor tensor)
    {
        _owned.Add(tensor);
        tensor.Owner = this;
    }

    internal void MarkAsDisposed(torch.Tensor tensor)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _owned.Remove(tensor);
        tensor.Owner = null;
    }

    private static ref DisposeScope? OwnerOf(IDisposable disposable)
    {
        if (disposable is torch.Tensor tensor)
        {
            return ref tensor.Owner;
        }

        throw new InvalidOperationException("DisposeScope can only manage Tensor");
    }

    // The open scopes of one thread, from the innermost outwards. Scopes may be closed in any order, and on any thread.
    private sealed class Chain
    {
        public DisposeScope? Innermost { get; set; }

        public void Remove(DisposeScope closed)
        {
            if (Innermost == closed)
            {
                Innermost = closed._outer;
                return;
            }

            for (DisposeScope? scope = Innermost; scope is not null; scope = scope._outer)
            {
                if (scope._outer == closed)
                {
                    scope._outer = closed._outer;
                    return;
                }
            }
        }
    }
}
