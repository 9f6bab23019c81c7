using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace LogitLens.Experiments;

/// <summary>
/// Activations of many texts on the disk, a matrix a point, so that what is in memory at once is one point's. The file is removed when the store is closed.
/// </summary>
internal sealed class ActivationStore : IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly string _path;
    private readonly int _rows;
    private readonly int[] _widths;

    /// <summary>Opens an empty store.</summary>
    /// <param name="path">The file; one that an interrupted run has left is written over.</param>
    /// <param name="widths">[point] how many numbers a row has.</param>
    public ActivationStore(string path, int rows, int[] widths)
    {
        (_path, _rows, _widths) = (path, rows, widths);
        _file = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
    }

    /// <summary>Puts rows of every point in their place.</summary>
    /// <param name="rows">[point] rows [row, width] in float32.</param>
    public void Put(int first, IReadOnlyList<Tensor> rows, int from, int count)
    {
        for (int point = 0; point < _widths.Length; point++)
        {
            using Tensor own = rows[point].narrow(0, from, count).contiguous();
            RandomAccess.Write(_file, own.bytes, Offset(point, first));
        }
    }

    /// <summary>One point's rows [row, width] in float32; the caller's dispose scope owns them.</summary>
    public Tensor Read(int point)
    {
        float[] values = new float[(long)_rows * _widths[point]];
        long offset = Offset(point, 0);
        Span<byte> left = MemoryMarshal.AsBytes(values.AsSpan());
        while (!left.IsEmpty)
        {
            int read = RandomAccess.Read(_file, left[..Math.Min(left.Length, 1 << 28)], offset);
            if (read == 0)
            {
                throw new IOException($"{_path} ends before row {_rows}");
            }

            offset += read;
            left = left[read..];
        }

        return tensor(values, [_rows, _widths[point]]);
    }

    public void Dispose() => _file.Dispose();

    private long Offset(int point, int row) => sizeof(float) * ((_widths.Take(point).Sum(width => (long)width) * _rows) + ((long)row * _widths[point]));
}
