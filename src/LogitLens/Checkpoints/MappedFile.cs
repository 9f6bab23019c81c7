using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace LogitLens.Checkpoints;

/// <summary>
/// A file read through memory-mapped windows. A mapped page that has been touched counts as resident until it is unmapped, so a window
/// lives only as long as one copy: reading a checkpoint of any size keeps at most <see cref="WindowBytes"/> of it resident.
/// </summary>
internal sealed class MappedFile : IDisposable
{
    /// <summary>The largest window, in bytes.</summary>
    public const int WindowBytes = 16 << 20;

    private readonly MemoryMappedFile _map;

    private MappedFile(string path, long length, MemoryMappedFile map)
    {
        Path = path;
        Length = length;
        _map = map;
    }

    /// <summary>The file's path as it was given.</summary>
    public string Path { get; }

    /// <summary>The file's size in bytes when it was opened.</summary>
    public long Length { get; }

    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="InputException">The file is absent, empty or not readable.</exception>
    public static MappedFile Open(string path)
    {
        try
        {
            SafeFileHandle handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            try
            {
                long length = RandomAccess.GetLength(handle);
                if (length == 0)
                {
                    throw new InputException($"{path}: the file is empty");
                }

                MemoryMappedFile map = MemoryMappedFile.CreateFromFile(
                    handle, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
                return new MappedFile(path, length, map);
            }
            catch
            {
                handle.Dispose();
                throw;
            }
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"{path}: no such file", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new InputException($"{path}: cannot be read (a folder, or no permission)", e);
        }
    }

    /// <summary>Copies the bytes from <paramref name="offset"/> on, window by window.</summary>
    public unsafe void CopyTo(long offset, Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            int count = Math.Min(destination.Length, WindowBytes);
            using Window window = new(_map, offset, count);
            new ReadOnlySpan<byte>(window.Start, count).CopyTo(destination);
            destination = destination[count..];
            offset += count;
        }
    }

    /// <summary>The bytes from <paramref name="offset"/> on, for headers and other small parts.</summary>
    public byte[] Read(long offset, int count)
    {
        byte[] bytes = new byte[count];
        CopyTo(offset, bytes);
        return bytes;
    }

    /// <summary>
    /// Copies elements of a strided tensor in row-major order, starting with element <paramref name="first"/> of that order.
    /// The window spans the tensor: strided storage has no smaller contiguous part.
    /// </summary>
    public unsafe void Gather(TensorEntry entry, long first, Span<byte> destination)
    {
        int size = entry.DType.SizeInBytes();
        long[] strides = entry.Strides!;
        long last = 0;
        for (int d = 0; d < strides.Length; d++)
        {
            last += (entry.Shape[d] - 1) * strides[d];
        }

        long[] index = new long[strides.Length];
        long element = 0;
        for (int d = strides.Length - 1; d >= 0; d--)
        {
            index[d] = first % entry.Shape[d];
            first /= entry.Shape[d];
            element += index[d] * strides[d];
        }

        using Window window = new(_map, entry.Offset, (last + 1) * size);
        for (; !destination.IsEmpty; destination = destination[size..])
        {
            new ReadOnlySpan<byte>(window.Start + (element * size), size).CopyTo(destination);
            for (int d = strides.Length - 1; d >= 0; d--)
            {
                element += strides[d];
                if (++index[d] < entry.Shape[d])
                {
                    break;
                }

                element -= entry.Shape[d] * strides[d];
                index[d] = 0;
            }
        }
    }

    public void Dispose() => _map.Dispose();

    /// <summary>A part of the file in memory, by its address: the handle's own ReadSpan goes byte by byte, ten times slower.</summary>
    private readonly unsafe ref struct Window
    {
        private readonly MemoryMappedViewAccessor _view;

        public Window(MemoryMappedFile map, long offset, long count)
        {
            _view = map.CreateViewAccessor(offset, count, MemoryMappedFileAccess.Read);
            byte* start = null;
            _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
            Start = start + _view.PointerOffset;
        }

        public byte* Start { get; }

        public void Dispose()
        {
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
            _view.Dispose();
        }
    }
}
